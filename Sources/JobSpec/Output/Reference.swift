/// The reference page of the whole job language, in Markdown.
package func jobLanguageReference() -> String {
  let topics = Topic.job.all.filter { !$0.children.isEmpty }
  return Reference.introduction
    + topics.map { $0.chapter($0.path.isEmpty ? "A job" : "`\($0.path)`") }.joined()
    + Topic.workersFile.chapter("A workers file")
    + Topic.batch.all.filter { !$0.children.isEmpty }
    .map { $0.chapter($0.path == Topic.batch.path ? "A batch" : "`\($0.path)`") }.joined()
}

private enum Reference {
  static let introduction = """
    # The job language

    A job is a YAML file. Unknown keys, duplicate keys, tabs in indentation, tags, merge keys and second documents are
    errors; keys that start with `x-` are free. A value is read by the type of its field: `no` is text where text is
    wanted and an error where `true` or `false` is; a number has no leading zeros, separators or quotes; a share is
    `50%` or `0.5`; a duration has its units, as in `500ms`, `30s`, `1h30m` and `7d`; an amount of tokens is a decimal
    number in quotes. A file may have 1 MiB.

    This page is made from the declarations of the fields, as are `Schemas/job.v1.json`, `Schemas/workers.v1.json`,
    `Schemas/batch.v1.json` and `muster explain`. What a file of `kind: workers` holds, and what one of `kind: batch`, stands
    [at](#a-workers-file) [the end](#a-batch).

    """
}

extension Topic {
  fileprivate func chapter(_ title: String) -> String { "\n## \(title)\n\n\(chapterAbout)\n\n\(table)" }

  private var chapterAbout: String {
    let rules = shape.section?.rules.map { " " + $0.sentence } ?? []
    return (shape.section?.about ?? about) + rules.joined()
      + otherForms
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
      let shape = child.shape.isContainer ? "[see below](#\(child.anchor))" : child.shape.cell
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
    case .section, .variant, .map: true
    case .either(_, let long): long.section != nil
    case .orFile(let shape): shape.isContainer
    case .list(let element, _, _), .oneOrMore(let element, _): element.isContainer
    default: false
    }
  }

  fileprivate var cell: String {
    if case .text(let rule) = self, rule.pattern != nil {
      "\(rule.phrase): \(rule.explanation)"
    } else {
      phrase
    }
  }
}
