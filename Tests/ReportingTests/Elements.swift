import Foundation
import FoundationXML

/// What a page is made of. The pages are written so that they are XML too, which a parser of another make checks.
final class Elements: NSObject, XMLParserDelegate {
  private(set) var problems: [String] = []
  private(set) var text = ""
  private var ids: Set<String> = []
  private var references: Set<String> = []

  private static let allowed: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "h1", "h2", "h3", "p", "a",
    "span", "b", "small", "ul", "li", "dl", "dt", "dd", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "details", "summary", "pre", "code", "svg", "desc", "text", "line", "path", "rect",
    "circle",
  ]
  private static let attributes: Set<String> = [
    "lang", "charset", "name", "content", "id", "class", "href", "aria-label", "aria-labelledby", "aria-hidden", "role",
    "tabindex", "scope", "viewBox", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "width", "height",
    "text-anchor",
  ]

  init(of html: String) throws {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    if !parser.parse() { problems.append("not well-formed: \(parser.parserError.map { "\($0)" } ?? "")") }
    for id in references.subtracting(ids).sorted() { problems.append("nothing has the id \(id)") }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if !Self.allowed.contains(name) { problems.append("an element \(name)") }
    for (key, value) in attributes {
      if !Self.attributes.contains(key) { problems.append("an attribute \(key)") }
      if value.contains("NaN") || value.contains("inf") { problems.append("\(key) is \(value)") }
    }
    if let id = attributes["id"], !ids.insert(id).inserted { problems.append("two elements have the id \(id)") }
    for id in attributes["aria-labelledby"]?.split(separator: " ") ?? [] { references.insert(String(id)) }
    if let target = attributes["href"] {
      if target.hasPrefix("#") { references.insert(String(target.dropFirst())) } else { problems.append("a link to \(target)") }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
