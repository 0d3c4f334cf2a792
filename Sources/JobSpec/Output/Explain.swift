import Determinism

/// A path that the job language does not have.
package struct UnknownField: Error, Sendable, Equatable {
  package let path: String
  /// The path that was probably meant.
  package let nearest: String?

  package var message: String {
    "there is no field \(Wording.quoted(path))" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
  }
}

/// What a field or section of a job means, or of a batch where the path starts with "batch": its meaning, type, range, default and example, or the table of its
/// fields. It ends without a line break.
/// - Parameter path: dotted, such as "model.mlp.hidden" or "batch.jobs.train.matrix"; empty for the whole job.
package func explain(_ path: String) throws(UnknownField) -> String {
  let parts = path.split(separator: ".").map(String.init)
  let isOfBatch = parts.first == Topic.batch.name
  let language = isOfBatch ? Topic.batch : Topic.job
  guard let topic = language.topic(meant: Array(parts.dropFirst(isOfBatch ? 1 : 0))) else {
    throw UnknownField(path: path, nearest: nearestPath(to: path, in: language))
  }
  return topic.explanation
}

extension Topic {
  /// What a path leads to, in which one name of the user's choice may be left out: `jobs.matrix` is `jobs.NAME.matrix`.
  fileprivate func topic(meant parts: [String]) -> Topic? {
    let found = find(parts[...])
    if let found, found.name != Topic.anyKey { return found }
    let longer = parts.indices.lazy.compactMap { find(parts[..<$0] + [Topic.anyKey] + parts[$0...]) }
    return longer.first { $0.name == parts.last } ?? found
  }
}

/// The nearest path among those with nearly the same last name, or else among all.
func nearestPath(to path: String, in language: Topic = .job) -> String? {
  let topics = language.all.dropFirst()
  let last = path.split(separator: ".").last.map(String.init) ?? ""
  let namesakes = topics.filter { nearestName(to: last, among: [$0.name]) != nil }
  let near = namesakes.min { editDistance(path, $0.path) < editDistance(path, $1.path) }
  return near?.path ?? nearestName(to: path, among: topics.map(\.path))
}

extension Topic {
  fileprivate var explanation: String {
    let facts = facts
    let width = facts.map(\.0.count).max() ?? 0
    let rows = facts.map { "  \(padded($0.0, to: width))  \($0.1)\n" }
    let head = path.isEmpty ? "" : path + "\n\n"
    let text = head + about + "\n" + (rows.isEmpty ? "" : "\n" + rows.joined()) + contents
    return String(text.dropLast())
  }

  private var facts: [(String, String)] {
    guard !path.isEmpty else { return [] }
    var facts = [("type", shape.phrase)]
    if case .text(let rule) = shape { facts.append(("range", rule.explanation)) }
    switch presence {
    case .required: facts.append(("default", "none: it must be given"))
    case .optional: facts.append(("default", "none: it may be left out"))
    case .defaulted(let text): facts.append(("default", text))
    case nil: break
    }
    if let example { facts.append(("example", "\(name): \(example)")) }
    return facts
  }

  /// The table of what stands inside.
  private var contents: String {
    let rows = children.map { ($0.name, $0.presence?.phrase ?? "", $0.about) }
    guard !rows.isEmpty else { return "" }
    let first = rows.map(\.0.count).max() ?? 0
    let second = rows.map(\.1.count).max() ?? 0
    let lines = rows.map { row in
      "  " + padded(row.0, to: first) + (second > 0 ? "  " + padded(row.1, to: second) : "") + "  \(row.2)\n"
    }
    let rules = shape.section?.rules.map { "\n" + $0.sentence } ?? []
    return "\n" + lines.joined() + (rules.isEmpty ? "" : rules.joined() + "\n")
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
