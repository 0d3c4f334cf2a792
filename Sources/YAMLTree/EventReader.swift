import CYAML

/// libyaml's parser over one text. All use of C pointers is in this file.
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// libyaml reads from here for as long as it parses.
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let offsets: ByteOffsets

  /// - Parameter source: valid UTF-8.
  init(_ source: SourceText) {
    offsets = ByteOffsets(source)
    // libyaml does not take a null pointer, which an empty buffer may have.
    input = .allocate(capacity: max(1, source.bytes.count))
    _ = input.initialize(fromContentsOf: source.bytes)
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "out of memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    let mark = source.markLength
    yaml_parser_set_input_string(parser, input.baseAddress.map { $0 + mark }, source.bytes.count - mark)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  mutating func next() throws(SyntaxProblem) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    defer { yaml_event_delete(&event) }
    let start = offsets[event.start_mark.index]
    let range = start..<max(start, offsets[event.end_mark.index])
    return Self.event(event, range)
  }

  private static func event(_ event: yaml_event_t, _ range: Range<Int>) -> Event {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return Event(
        kind: .scalar(text, style(scalar.style)), range: range, anchor: string(scalar.anchor),
        hasTag: scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return Event(
        kind: .sequenceStart, range: range, anchor: string(start.anchor), hasTag: start.tag != nil,
        isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return Event(
        kind: .mappingStart, range: range, anchor: string(start.anchor), hasTag: start.tag != nil,
        isFlow: start.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_ALIAS_EVENT: return Event(kind: .alias(string(event.data.alias.anchor) ?? ""), range: range)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(kind: .collectionEnd, range: range)
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, range: range)
    case YAML_STREAM_END_EVENT: return Event(kind: .streamEnd, range: range)
    default: return Event(kind: .other, range: range)
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> Event.Style {
    switch style {
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    default: .plain
    }
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    text.map { String(cString: $0) }
  }

  private func problem() -> SyntaxProblem {
    let state = parser.pointee
    // The reader's errors have no mark; the characters were checked before, so only a lack of memory has neither.
    return SyntaxProblem(
      problem: state.problem.map { String(cString: $0) } ?? "out of memory",
      offset: offsets[state.problem_mark.index],
      context: state.context.map { String(cString: $0) },
      contextOffset: state.context == nil ? nil : offsets[state.context_mark.index])
  }
}
