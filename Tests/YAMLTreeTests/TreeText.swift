import YAMLTree

func source(_ text: String) -> SourceText { SourceText(name: "job.yaml", bytes: Array(text.utf8)) }

func tree(_ text: String, limits: YAMLReader.Limits = .standard) throws -> String {
  describe(try YAMLReader.read(source(text), limits: limits))
}

/// The error as one line: its place, its kind and, behind an arrow, the related place; nil if there is none.
func failure(_ bytes: [UInt8], limits: YAMLReader.Limits = .standard) -> String? {
  do throws(YAMLError) {
    _ = try YAMLReader.read(SourceText(name: "job.yaml", bytes: bytes), limits: limits)
    return nil
  } catch {
    return "\(span(error.place)) \(error.kind)" + (error.related.map { " -> \(span($0))" } ?? "")
  }
}

func failure(_ text: String, limits: YAMLReader.Limits = .standard) -> String? {
  failure(Array(text.utf8), limits: limits)
}

/// A line a node: its place, then what it is; a value stands under its key.
private func describe(_ node: Node, indent: String = "") -> String {
  let place = indent + span(node.place)
  switch node.content {
  case .scalar(let text, let plain):
    if !plain { return "\(place) \(text.debugDescription)" }
    return "\(place) \(text.isEmpty ? "-" : text)"
  case .sequence(let items):
    return (["\(place) sequence"] + items.map { describe($0, indent: indent + "  ") }).joined(separator: "\n")
  case .mapping(let entries):
    let children = entries.flatMap {
      [describe($0.key, indent: indent + "  "), describe($0.value, indent: indent + "    ")]
    }
    return (["\(place) mapping"] + children).joined(separator: "\n")
  }
}

private func span(_ place: Place) -> String {
  let (start, end) = (place.start, place.end)
  if start.line != end.line { return "\(start.line):\(start.column)-\(end.line):\(end.column)" }
  return start == end ? "\(start.line):\(start.column)" : "\(start.line):\(start.column)-\(end.column)"
}
