/// The reference page of the whole job language, in Markdown.
package func jobLanguageReference() -> String {
  let topics = Topic.job.all.filter { !$0.children.isEmpty }
  return Reference.introduction
    + topics.map { $0.chapter($0.path.isEmpty ? "A job" : "`\($0.path)`") }.joined()
    + Topic.workersFile.chapter("A workers file")
    + Topic.batch.chapter("A batch") + "\n```yaml\n\(batchExample)```\n"
    + Topic.batch.all.dropFirst().filter { !$0.children.isEmpty }.map { $0.chapter("`\($0.path)`") }.joined()
}

/// A batch with a bit of everything.
package let batchExample = """
  # yaml-language-server: $schema=../Schemas/batch.v1.json
  schema: muster/v1
  kind: batch
  name: nightly
  max_parallel: 2
  on_overlap: skip
  deadline: 8h
  budget: {time: 4h, tokens: {hospitals: "1500"}}
  retry: {on: [workers, deadline], at_most: 2, backoff: 30s}
  notify: {failure: ./page.sh}
  jobs:
    baseline: breast-cancer.yaml
    train:
      job: breast-cancer.yaml
      set: {federation.rounds: 5}
      matrix:
        lr: {set: training.optimizer.sgd.learning_rate, to: [0.1, 0.01]}
        seed: [1, 2, 3]
      exclude: [{lr: 0.1, seed: 3}]
      include: [{lr: 0.5, seed: 9}]
      needs: baseline
    check: {job: breast-cancer.yaml, set: {seed: 7}, needs: ["train[lr=0.1,seed=1]"]}

  """

private enum Reference {
  static let introduction = """
    # The job language

    A job is a YAML file. Unknown keys, duplicate keys, tabs in indentation, tags, merge keys and second documents are
    errors; keys that start with `x-` are free. A value is read by the type of its field: `no` is text where text is
    wanted and an error where `true` or `false` is; a number has no leading zeros, separators or quotes; a share is
    `50%` or `0.5`; a duration has its units, as in `500ms`, `30s`, `1h30m` and `7d`; an amount of tokens is a decimal
    number in quotes. A file may have 1 MiB.

    Any field but `schema`, `kind` and `labels` can be given another value from outside the file: `--set federation.rounds=5`
    behind `run`, `plan` and `validate`, or `set` and `matrix` in a batch. The path is the field's, dotted, with positions in
    lists from 0; the value is written as in the file, and a path in it is relative to the job's folder. The run is that of
    a file with the value in it.

    This page is made from the declarations of the fields, as are `Schemas/job.v1.json`, `Schemas/workers.v1.json`,
    `Schemas/batch.v1.json` and `muster explain`. What files of [`kind: workers`](#a-workers-file) and [`kind: batch`](#a-batch) hold
    stands at the end.

    """
}

extension Topic {
  fileprivate func chapter(_ title: String) -> String { "\n## \(title)\n\n\(chapterAbout)\n\n\(table)" }

  private var chapterAbout: String {
    let rules = shape.section?.rules.map { " " + $0.sentence } ?? []
    return shortAbout + rules.joined() + otherForms
  }

  /// What a section says of itself, unless it is one form of several.
  private var shortAbout: String {
    if case .either = shape { return about }
    return shape.section?.about ?? about
  }

  private var otherForms: String {
    switch shape {
    case .orFile: " It may be the path of a `.yaml` file that holds it."
    case .oneOrMore: " Where there are several, it is a list of them."
    default: ""
    }
  }

  private var table: String {
    let rows = children.map { child in
      let shape = child.shape.cell(below: "#" + child.anchor)
      return [
        "`\(child.name)`", shape, child.presence.map(Topic.cell) ?? "", child.about,
        child.example.map { "`\($0)`" } ?? "",
      ]
    }
    let head = ["Key", "Value", "Default", "Meaning", "Example"]
    let used = head.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { line in "| " + used.map { escaped(line[$0]) }.joined(separator: " | ") + " |\n" }
      .joined()
  }

  /// A bar ends a cell even in code.
  private func escaped(_ cell: String) -> String { cell.replacing("|", with: "\\|") }

  private static func cell(_ presence: FieldShape.Presence) -> String {
    if case .defaulted(let text) = presence {
      text.contains(" ") ? text : "`\(text)`"
    } else {
      presence.phrase
    }
  }

  /// As GitHub makes it from the heading.
  private var anchor: String {
    path.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }
}

extension Shape {
  fileprivate var isContainer: Bool {
    switch self {
    case .section, .variant: true
    case .map(_, let values): values != .any
    case .orFile(let shape): shape.isContainer
    case .list(let element, _, _), .oneOrMore(let element, _): element.isContainer
    default: false
    }
  }

  /// - Parameter link: the chapter of what stands inside, if there is one.
  fileprivate func cell(below link: String) -> String {
    switch self {
    case .either(let short, let long) where long.section != nil: "\(short.phrase), or [see below](\(link))"
    case .text(let rule) where rule.pattern != nil: "\(rule.phrase): \(rule.explanation)"
    default: isContainer ? "[see below](\(link))" : phrase
    }
  }
}
