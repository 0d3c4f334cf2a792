import Determinism
import YAMLTree

extension Node {
  /// The value in one line of YAML. It reads back as the same value, but that a text with anything in it that flow style may
  /// take for its own gets quotes; no number, duration or flag has such a thing.
  var flow: String {
    switch content {
    case .scalar("", plain: true): "~"
    case .scalar(let text, plain: true) where text.isPlainAnywhere: text
    case .scalar(let text, _): "\"\(text.flowEscaped)\""
    case .sequence(let nodes): "[" + nodes.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.flow): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }

  /// The value as an id shows it: a text without quotes where it needs none.
  var label: String {
    if case .scalar(let text, _) = content, text.isPlainAnywhere { text } else { flow }
  }
}

extension String {
  /// Whether the text stands for itself without quotes, between brackets too.
  fileprivate var isPlainAnywhere: Bool {
    func isWord(_ byte: UInt8) -> Bool { TextRule.isLetter(byte) || TextRule.isDigit(byte) }
    let start = hasPrefix("-") || hasPrefix("+") ? utf8.dropFirst() : utf8[...]
    return start.first.map { isWord($0) || "_/~".utf8.contains($0) } == true
      && start.allSatisfy { isWord($0) || "_-+./%~".utf8.contains($0) }
  }

  /// As it stands between double quotes.
  fileprivate var flowEscaped: String { unicodeScalars.map(\.flowEscaped).joined() }
}

extension Unicode.Scalar {
  fileprivate var flowEscaped: String {
    switch self {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case _ where isUnseen: escape
    default: String(self)
    }
  }

  private var escape: String {
    let hex = String(value, radix: 16, uppercase: true)
    let (mark, digits) = value > 0xFFFF ? ("\\U", 8) : ("\\u", 4)
    return mark + String(repeating: "0", count: digits - hex.utf8.count) + hex
  }
}
