/// One event of libyaml's parser, with the bytes that it comes from.
struct Event {
  enum Style {
    case plain
    case quoted
    case block
  }

  enum Kind {
    case scalar(String, Style)
    case alias(String)
    case sequenceStart
    case mappingStart
    case collectionEnd
    case documentStart
    case streamEnd
    /// The start of the stream, the end of a document.
    case other
  }

  let kind: Kind
  /// Starts with the anchor or tag if there is one. A block collection's end is an empty range at the next token.
  let range: Range<Int>
  var anchor: String?
  var hasTag = false
  /// For a collection's start: whether it is written with brackets or braces.
  var isFlow = false
}

/// Where and why libyaml cannot go on.
struct SyntaxProblem: Error {
  let problem: String
  let offset: Int
  let context: String?
  let contextOffset: Int?
}
