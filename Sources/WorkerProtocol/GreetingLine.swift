/// The line by which a worker's stream is known: `MUSTER-WORKER/3`. What a login shell printed before it is skipped.
struct GreetingLine {
  static let version = 3
  static let bytes = marker + Array("\(version)\n".utf8)
  /// The line must end within this many bytes.
  static let reach = 65_536

  private static let marker = Array("MUSTER-WORKER/".utf8)

  private var seen: [UInt8] = []
  private var lineStart = 0

  init() {}

  /// Takes bytes off the front up to and including the greeting line.
  ///
  /// - Returns: false when `bytes` is used up before.
  mutating func found(in bytes: inout ArraySlice<UInt8>) throws(ProtocolError) -> Bool {
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "\n") {
        if let theirs = Self.version(in: seen[lineStart...]) {
          guard theirs == "\(Self.version)" else { throw .version(theirs: theirs, ours: Self.version) }
          return true
        }
        lineStart = seen.count + 1
      }
      seen.append(byte)
      if seen.count >= Self.reach { throw missing }
    }
    return false
  }

  /// That no greeting came, with the beginning of what came instead.
  var missing: ProtocolError {
    .noGreeting(bytes: seen.count, sample: printable(seen.prefix(120)))
  }

  /// The version that a line ends with; nil when it does not end in a greeting. A prompt may stand before it.
  private static func version(in line: ArraySlice<UInt8>) -> String? {
    guard let start = line.indices.last(where: { line[$0...].starts(with: marker) }) else { return nil }
    return printable(line[start...].dropFirst(marker.count).prefix { $0 != UInt8(ascii: " ") }.prefix(20))
  }
}

/// The bytes as ASCII text; a line's end becomes `\n`, any other byte that cannot be shown becomes `?`.
private func printable(_ bytes: ArraySlice<UInt8>) -> String {
  bytes.map { byte in
    switch byte {
    case UInt8(ascii: "\n"): "\\n"
    case 0x20..<0x7f: String(UnicodeScalar(byte))
    default: "?"
    }
  }.joined()
}
