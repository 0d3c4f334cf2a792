/// The tabs that indent a line, in order; those inside a quoted or block scalar are text and are passed over.
struct IndentationTabs {
  private let source: SourceText
  private var pending: ArraySlice<Int>

  init(_ source: SourceText) {
    self.source = source
    var tabs: [Int] = []
    var isIndentation = true
    for offset in source.markLength..<source.bytes.count {
      switch source.bytes[offset] {
      case 0x0A, 0x0D: isIndentation = true
      case 0x20: break
      case 0x09 where isIndentation:
        tabs.append(offset)
        isIndentation = false
      default: isIndentation = false
      }
    }
    pending = tabs[...]
  }

  mutating func check(upTo event: Event) throws(YAMLError) {
    switch event.kind {
    case .scalar(_, .plain): try check(before: event.range.upperBound)
    case .scalar:
      try check(before: event.range.lowerBound)
      pending = pending.drop { $0 < event.range.upperBound }
    default: try check(before: event.range.lowerBound)
    }
  }

  /// libyaml has its own words for some tabs; ours come first.
  func check(_ problem: SyntaxProblem) throws(YAMLError) {
    if problem.offset < source.bytes.count, source.bytes[problem.offset] == 0x09 {
      throw error(at: problem.offset)
    }
    try check(before: problem.contextOffset ?? problem.offset)
  }

  private func check(before offset: Int) throws(YAMLError) {
    if let tab = pending.first, tab < offset { throw error(at: tab) }
  }

  private func error(at offset: Int) -> YAMLError {
    YAMLError(.tab, at: source.place(offset, offset + 1))
  }
}
