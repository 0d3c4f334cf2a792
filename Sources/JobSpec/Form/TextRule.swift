import Determinism

/// What a text may consist of.
package enum TextRule: Sendable, CaseIterable {
  /// Any text of one line.
  case line
  /// Any text, of several lines if need be.
  case prose
  /// The path of a file.
  case path
  case name
  case account
  /// What a pool of workers is called.
  case pool
  /// What an entry of a batch is called.
  case entry
  /// A field of a job, dotted.
  case field
  case identifier
  case symbol
  /// An address, whose spelling the chain decides.
  case address
  case host
  case user
  /// A path that needs no quotes in a shell.
  case plainPath
  /// An Ed25519 public key.
  case publicKey
  /// The hosts on the way to another.
  case jumps
  case algorithms
  /// Of a partition or an account.
  case slurmName
  case constraint

  /// nil unless the text is one for another program's command.
  var argument: Argument? {
    switch self {
    case .host: .host
    case .user: .user
    case .plainPath: .path
    case .algorithms: .algorithms
    case .slurmName: .slurmName
    case .constraint: .constraint
    default: nil
    }
  }

  /// A regular expression for the whole text, in the common part of ECMA 262 and PCRE; nil when any text will
  /// do.
  package var pattern: String? {
    switch self {
    case .line, .prose, .path, .address: nil
    case .host, .user, .plainPath, .algorithms, .slurmName, .constraint: argument.map { "^\($0.pattern)$" }
    case .jumps: "^\(Argument.Jumps.pattern)$"
    case .publicKey: "^[0-9a-f]{64}$"
    case .name: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"
    case .field: "^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*$"
    case .account, .pool, .entry: "^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$"
    case .identifier: "^[a-z][a-z0-9_]{0,62}$"
    case .symbol: "^[A-Za-z][A-Za-z0-9]{0,10}$"
    }
  }

  package func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return switch self {
    case .line, .path, .address: !text.isEmpty && !text.unicodeScalars.contains(where: \.isUnseen)
    case .prose:
      !text.isEmpty && !text.unicodeScalars.contains { $0.isUnseen && $0 != "\n" && $0 != "\t" }
    case .name: TextRule.isWord(bytes, upTo: 63, inner: [UInt8(ascii: "-")])
    case .host, .user, .plainPath, .algorithms, .slurmName, .constraint: argument?.accepts(text) ?? false
    case .jumps: Argument.Jumps.accepts(text)
    case .publicKey:
      bytes.count == 64 && bytes.allSatisfy { TextRule.isDigit($0) || (0x61...0x66).contains($0) }
    case .field: text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(TextRule.isKey)
    case .account, .pool, .entry:
      TextRule.isWord(bytes, upTo: 63, inner: [UInt8(ascii: "-"), UInt8(ascii: "_")])
    case .identifier:
      !bytes.isEmpty && bytes.count <= 63 && TextRule.isLower(bytes[0])
        && bytes.allSatisfy { TextRule.isLower($0) || TextRule.isDigit($0) || $0 == UInt8(ascii: "_") }
    case .symbol:
      !bytes.isEmpty && bytes.count <= 11 && TextRule.isLetter(bytes[0])
        && bytes.allSatisfy { TextRule.isLetter($0) || TextRule.isDigit($0) }
    }
  }

  private static func isWord(_ bytes: [UInt8], upTo limit: Int, inner: [UInt8]) -> Bool {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= limit else { return false }
    return !inner.contains(first) && !inner.contains(last)
      && bytes.allSatisfy { isLower($0) || isDigit($0) || inner.contains($0) }
  }

  private static func isKey(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        isLetter($0) || isDigit($0) || [UInt8(ascii: "_"), UInt8(ascii: "-")].contains($0)
      }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  private static func isLower(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
  static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
}
