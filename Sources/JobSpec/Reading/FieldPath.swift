package import YAMLTree

/// Dotted paths such as "model.mlp.hidden.0".
enum FieldPath {
  /// Part by part: list positions by number and before names, names in Unicode scalar order.
  static func precedes(_ a: String, _ b: String) -> Bool {
    for (x, y) in zip(a.utf8.split(separator: 0x2e), b.utf8.split(separator: 0x2e)) {
      let (xIsNumber, yIsNumber) = (x.allSatisfy(TextRule.isDigit), y.allSatisfy(TextRule.isDigit))
      if xIsNumber != yIsNumber { return xIsNumber }
      if xIsNumber && x.count != y.count { return x.count < y.count }
      if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
    }
    return a.utf8.count < b.utf8.count
  }
}

extension [ResolvedField] {
  /// Where a field or section stands in the file. Of one that the file does not give, where the section nearest
  /// around it starts.
  package func place(of path: String) -> Place? {
    var path = path
    while true {
      let places = filter { $0.path == path || path.isEmpty || $0.path.hasPrefix(path + ".") }.compactMap(\.filePlace)
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
