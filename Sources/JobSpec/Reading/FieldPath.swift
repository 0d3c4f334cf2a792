package import YAMLTree

/// A dotted path such as "model.mlp.hidden.0" in the order of lists: part by part, positions by number and
/// before names, names in Unicode scalar order.
struct FieldPath: Comparable {
  private let parts: [Part]

  private struct Part: Comparable {
    let isNumber: Bool
    let bytes: [UInt8]

    static func < (a: Part, b: Part) -> Bool {
      if a.isNumber != b.isNumber { return a.isNumber }
      if a.isNumber && a.bytes.count != b.bytes.count { return a.bytes.count < b.bytes.count }
      return a.bytes.lexicographicallyPrecedes(b.bytes)
    }
  }

  init(_ text: String) {
    parts = text.utf8.split(separator: UInt8(ascii: ".")).map {
      Part(isNumber: $0.allSatisfy(TextRule.isDigit), bytes: Array($0))
    }
  }

  static func < (a: FieldPath, b: FieldPath) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
}

extension [ResolvedField] {
  /// Where a field or section stands in the file. Of one that the file does not give, where the section
  /// nearest around it starts.
  package func place(of path: String) -> Place? {
    var path = path
    while true {
      let places = filter { $0.path == path || path.isEmpty || $0.path.hasPrefix(path + ".") }.compactMap(
        \.filePlace)
      if let first = places.min(by: { $0.range.lowerBound < $1.range.lowerBound }) { return first }
      if path.isEmpty { return nil }
      path = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
    }
  }
}

extension ResolvedField {
  fileprivate var filePlace: Place? {
    if case .file(let place) = origin { place } else { nil }
  }
}
