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
  /// Where a field or section stands: in the files, or where a setting gave it and nothing else of its section is in them. Of one
  /// that nobody gives, where the section nearest around it starts.
  package func place(of path: String) -> Place? {
    var path = path
    while true {
      let inside = filter { $0.path == path || path.isEmpty || $0.path.hasPrefix(path + ".") }
      let places = [inside.compactMap(\.filePlace), inside.compactMap(\.settingPlace)]
      let nearest = places.lazy.compactMap { $0.min { $0.range.lowerBound < $1.range.lowerBound } }.first
      if let nearest { return nearest }
      if path.isEmpty { return nil }
      path = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
    }
  }
}

extension ResolvedField {
  fileprivate var filePlace: Place? {
    if case .file(let place) = origin { place } else { nil }
  }

  fileprivate var settingPlace: Place? {
    if case .setting(let place) = origin { place } else { nil }
  }
}
