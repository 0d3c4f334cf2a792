/// What a report says, in order, before it is said as a page or as text.
struct Document: Sendable, Equatable {
  var title: String
  /// Under the title: what it is about, in one line each.
  var lead: [String]
  var sections: [Section]

  struct Section: Sendable, Equatable {
    var title: String
    var blocks: [Block]

    init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }
}

enum Block: Sendable, Equatable {
  case paragraph(String)
  /// A sentence that must not be missed.
  case verdict(Tone, String)
  case list([String])
  /// Short facts, each with its name.
  case facts([Fact])
  /// Facts that are looked up: long values, in full.
  case entries([Fact])
  case table(Table)
  /// Charts that may stand side by side.
  case figures([Figure])
  /// Lines for a shell.
  case commands([String])
}

enum Tone: String, Sendable {
  case good, bad, open

  /// Says the same without colour.
  var sign: String {
    switch self {
    case .good: "✓"
    case .bad: "✗"
    case .open: "…"
    }
  }
}

struct Fact: Sendable, Equatable {
  var name: String
  var value: String
  /// What stands smaller beside the value: a unit, a limit.
  var note: String

  init(_ name: String, _ value: String, note: String = "") {
    self.name = name
    self.value = value
    self.note = note
  }
}
