/// libyaml counts characters, a place counts bytes: this leads from one to the other.
struct ByteOffsets {
  private let first: Int
  private let count: Int
  /// The offset of every character, unless each is one byte.
  private let offsets: [Int]

  /// - Parameter source: valid UTF-8. libyaml does not count its byte order mark.
  init(_ source: SourceText) {
    first = source.markLength
    count = source.bytes.count
    let text = source.bytes[first...]
    let isASCII = text.allSatisfy { $0 < 0x80 }
    offsets = isASCII ? [] : text.indices.filter { text[$0] & 0xC0 != 0x80 }
  }

  /// The byte where the character of this index starts; the end of the text for an index past the last.
  subscript(character: Int) -> Int {
    if offsets.isEmpty { return min(first + character, count) }
    return character < offsets.count ? offsets[character] : count
  }
}
