import WorkerProtocol

/// The end of what a program wrote to its standard error.
struct ErrorTail {
  static let limit = 4096

  private var bytes: [UInt8] = []

  init() {}

  mutating func append(_ more: [UInt8]) {
    bytes.append(contentsOf: more.suffix(Self.limit))
    bytes.removeFirst(max(0, bytes.count - Self.limit))
  }

  /// The lines with something in them, each at most 200 characters.
  var lines: [String] {
    bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { String(String(decoding: $0, as: UTF8.self).unicodeScalars.filter(\.isPlain)) }
      .filter { $0.contains { $0 != " " } }.map { String($0.prefix(200)) }
  }
}
