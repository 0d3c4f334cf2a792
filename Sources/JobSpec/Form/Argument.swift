/// Texts that may stand in the command of another program: letters and digits of ASCII and some marks, with no `-` in
/// front, so that none can be taken for an option or mean something to a shell.
struct Argument {
  /// Besides letters, digits and `-`.
  let marks: String
  let limit: Int

  func accepts(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    return !bytes.isEmpty && bytes.count <= limit && bytes.first != UInt8(ascii: "-")
      && bytes.allSatisfy {
        TextRule.isLetter($0) || TextRule.isDigit($0) || $0 == UInt8(ascii: "-") || marks.utf8.contains($0)
      }
  }

  /// A regular expression without anchors, in the common part of ECMA 262 and PCRE.
  var pattern: String {
    let inner = "A-Za-z0-9" + marks.map { "[]^\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    return "[\(inner)][\(inner)-]{0,\(limit - 1)}"
  }

  var explanation: String {
    "1 to \(limit) of `A-Z`, `a-z`, `0-9` and `\(marks)-`, with no `-` first"
  }
}

extension Argument {
  /// A name or an address, of IPv6 also with its zone.
  static let host = Argument(marks: "._:%", limit: 255)
  /// As POSIX has it: portable characters of file names, with no hyphen first.
  static let user = Argument(marks: "._", limit: 64)
  static let path = Argument(marks: "._/~+@", limit: 1023)
  /// Names with commas between them, after a mark that adds them to the standard ones if need be.
  static let algorithms = Argument(marks: ".,@+^*", limit: 1023)
  static let slurmName = Argument(marks: "._,+@", limit: 255)
  static let constraint = Argument(marks: "._,&|[]*()", limit: 255)
  /// One of the hosts on the way to another.
  private static let jump = Argument(marks: "._:", limit: 255)

  /// Hosts on the way to another, with commas between them and perhaps a user in front of each.
  enum Jumps {
    static func accepts(_ text: String) -> Bool {
      text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { hop in
        let parts = hop.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        return jump.accepts(parts[parts.count - 1]) && (parts.count == 1 || user.accepts(parts[0]))
      }
    }

    static let pattern = "(\(user.pattern)@)?\(jump.pattern)(,(\(user.pattern)@)?\(jump.pattern))*"
  }
}
