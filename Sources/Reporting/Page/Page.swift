/// A document as one HTML page that needs nothing but itself: no network, no script.
struct Page {
  let document: Document

  var text: String {
    var out = "<!DOCTYPE html>\n"
    html.write(to: &out)
    return out + "\n"
  }

  private var html: Markup {
    .tag(
      "html", ["lang": "en"],
      [
        .tag(
          "head", [:],
          [
            .tag("meta", ["charset": "utf-8"]),
            .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("meta", ["name": "color-scheme", "content": "light dark"]),
            .tag("title", [:], document.title), .styleSheet(.page),
          ]),
        .tag("body", [:], [header, main]),
      ])
  }

  private var header: Markup {
    .tag(
      "header", [:],
      [.tag("h1", [:], document.title)] + document.lead.map { .tag("p", ["class": "lead"], $0) } + [contents])
  }

  private var contents: Markup {
    .tag(
      "nav", ["aria-label": "Contents"],
      [
        .tag(
          "ul", [:],
          document.sections.enumerated().map { number, section in
            .tag("li", [:], [.tag("a", ["href": "#s\(number + 1)"], section.title)])
          })
      ])
  }

  private var main: Markup {
    .tag(
      "main", [:],
      document.sections.enumerated().map { number, section in
        let id = "s\(number + 1)"
        return .tag(
          "section", ["id": id, "aria-labelledby": id + "h"],
          [.tag("h2", ["id": id + "h"], section.title)]
            + section.blocks.enumerated().map { BlockMarkup(id: "\(id)b\($0.offset + 1)", block: $0.element).markup })
      })
  }
}
