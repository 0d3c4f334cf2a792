import Determinism

/// A piece of HTML or SVG. Text and attributes are escaped as they are written, so that no name can become markup.
indirect enum Markup: Sendable, Equatable {
  case text(String)
  case element(String, attributes: [Attribute], children: [Markup])
  case all([Markup])
  /// A style sheet of our own: the only text that is written as it stands.
  case styleSheet(StyleSheet)

  struct Attribute: Sendable, Equatable {
    let name: String
    let value: String
  }

  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []
  ) -> Markup {
    .element(
      name, attributes: attributes.map { Attribute(name: $0.key, value: $0.value) }, children: children)
  }

  static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String) -> Markup
  {
    tag(name, attributes, [.text(text)])
  }

  func write(to out: inout String) {
    switch self {
    case .text(let text): out += text.escapedForMarkup
    case .all(let parts): for part in parts { part.write(to: &out) }
    case .styleSheet(let sheet): out += "<style>\(sheet.text)</style>"
    case .element(let name, let attributes, let children):
      out += "<" + name
      for attribute in attributes { out += " \(attribute.name)=\"\(attribute.value.escapedForMarkup)\"" }
      if children.isEmpty, Self.childless.contains(name) {
        out += "/>"
      } else {
        out += ">"
        for child in children { child.write(to: &out) }
        out += "</\(name)>"
      }
      if Self.lines.contains(name) { out += "\n" }
    }
  }

  /// Elements that have no end tag when they hold nothing.
  private static let childless: Set<String> = ["meta", "path", "line", "rect", "circle"]
  /// Elements after which the file goes on in the next line, for whoever reads its source.
  private static let lines: Set<String> = [
    "meta", "title", "style", "head", "header", "section", "h1", "h2", "h3", "p", "tr", "table", "figure",
    "svg",
    "details", "li", "ul", "dl", "div", "nav", "main", "footer",
  ]
}

extension String {
  /// As it may stand in an element or between the quotes of an attribute. What would be invisible or turn the reading
  /// direction is shown as a replacement character.
  fileprivate var escapedForMarkup: String {
    var out = ""
    out.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\n", "\t": out.unicodeScalars.append(scalar)
      case _ where scalar.isUnseen: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
