/// The bytes of one YAML file, with the name that diagnostics show for it.
package struct SourceText: Sendable, Hashable {
  /// The path as the user gave it, or as the including file names it relative to the repository.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package static func == (a: SourceText, b: SourceText) -> Bool { a.name == b.name && a.bytes == b.bytes }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A range of bytes in a source text.
package struct Place: Sendable, Hashable {
  package let source: SourceText
  /// Byte offsets; an empty range is a point between two bytes.
  package let range: Range<Int>

  package init(source: SourceText, range: Range<Int>) {
    self.source = source
    self.range = range
  }
}
