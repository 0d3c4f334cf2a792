/// Builds a tree from events. No recursion: the depth of the text is the length of `open`.
struct TreeBuilder {
  /// A finished node with what the limits need to know of it.
  private struct Subtree {
    var node: Node
    /// Nodes, itself included.
    var size = 1
    /// Collections inside one another; a scalar has 0.
    var height = 0
  }

  /// A collection whose end has not come yet.
  private struct Collection {
    let start: Int
    let isFlow: Bool
    let isMapping: Bool
    let anchor: String?
    /// A mapping's keys and values in turn.
    var children: [Node] = []
    var keys: [String: Place] = [:]
    var size = 1
    var height = 0

    var awaitsKey: Bool { isMapping && children.count.isMultiple(of: 2) }
    var awaitsValue: Bool { isMapping && !children.count.isMultiple(of: 2) }
  }

  private struct Anchor {
    let place: Place
    /// nil while the value is being read.
    var value: Subtree?
  }

  /// The document's value, once it has ended.
  private(set) var root: Node?

  private let source: SourceText
  private let limits: YAMLReader.Limits
  private var open: [Collection] = []
  private var anchors: [String: Anchor] = [:]
  private var anchorNames: [String] = []
  private var nodes = 0
  private var aliasNodes = 0

  init(_ source: SourceText, _ limits: YAMLReader.Limits) {
    self.source = source
    self.limits = limits
  }

  mutating func add(_ event: Event) throws(YAMLError) {
    if event.hasTag { throw tagError(event) }
    if let anchor = event.anchor { try define(anchor, event) }
    switch event.kind {
    case .scalar(let text, let style): try addScalar(text, style, event)
    case .alias(let name): try addAlias(name, at: place(event.range))
    case .sequenceStart: try openCollection(event, isMapping: false)
    case .mappingStart: try openCollection(event, isMapping: true)
    case .collectionEnd: try closeCollection(event)
    case .documentStart:
      if let root { throw YAMLError(.secondDocument, at: place(event.range), related: root.place) }
    case .streamEnd, .other: break
    }
  }

  func finish() throws(YAMLError) -> Node {
    guard let root, root.content != .scalar("", plain: true) else {
      throw YAMLError(.empty, at: source.place(source.markLength, source.markLength))
    }
    return root
  }

  // MARK: Scalars and collections

  private mutating func addScalar(_ text: String, _ style: Event.Style, _ event: Event) throws(YAMLError) {
    var range = contentStart(of: event)..<event.range.upperBound
    if style == .block { range = range.lowerBound..<lastInk(before: range.upperBound) }
    if range.isEmpty, event.anchor == nil, let parent = open.last, parent.awaitsValue {
      range = missingValue(in: parent)
    }
    let subtree = Subtree(node: Node(.scalar(text, plain: style == .plain), at: place(range)))
    try count(subtree)
    try finish(subtree, anchor: event.anchor)
  }

  private mutating func openCollection(_ event: Event, isMapping: Bool) throws(YAMLError) {
    let start = contentStart(of: event)
    let collection = Collection(
      start: start, isFlow: event.isFlow, isMapping: isMapping, anchor: event.anchor)
    let opening = source.place(start, max(start, event.range.upperBound))
    if open.count >= limits.depth { throw YAMLError(.tooDeep(limit: limits.depth), at: opening) }
    try count(Subtree(node: Node(.sequence([]), at: opening)))
    open.append(collection)
  }

  private mutating func closeCollection(_ event: Event) throws(YAMLError) {
    guard let closed = open.popLast() else { return }
    let lastChild = closed.children.last?.place.range.upperBound ?? closed.start
    // The end of a pair without braces, `[a: 1]`, is an empty range at the next token, as a block's is.
    let end = closed.isFlow && !event.range.isEmpty ? event.range.upperBound : lastChild
    let content: Node.Content =
      closed.isMapping ? .mapping(entries(closed.children)) : .sequence(closed.children)
    let node = Node(content, at: source.place(closed.start, max(closed.start, end)))
    try finish(Subtree(node: node, size: closed.size, height: closed.height + 1), anchor: closed.anchor)
  }

  private func entries(_ children: [Node]) -> [Node.Entry] {
    stride(from: 0, to: children.count - 1, by: 2).map {
      Node.Entry(key: children[$0], value: children[$0 + 1])
    }
  }

  private mutating func finish(_ subtree: Subtree, anchor: String?) throws(YAMLError) {
    if let anchor { anchors[anchor]?.value = subtree }
    guard let parent = open.indices.last else {
      root = subtree.node
      return
    }
    if open[parent].awaitsKey { try Self.addKey(subtree.node, to: &open[parent].keys) }
    open[parent].children.append(subtree.node)
    open[parent].size += subtree.size
    open[parent].height = max(open[parent].height, subtree.height)
  }

  private static func addKey(_ key: Node, to keys: inout [String: Place]) throws(YAMLError) {
    guard case .scalar(let name, let plain) = key.content else {
      throw YAMLError(.keyNotScalar, at: key.place)
    }
    if plain && name == "<<" { throw YAMLError(.mergeKey, at: key.place) }
    if let first = keys.updateValue(key.place, forKey: name) {
      throw YAMLError(.duplicateKey(name), at: key.place, related: first)
    }
  }

  // MARK: Anchors, aliases and limits

  private mutating func define(_ name: String, _ event: Event) throws(YAMLError) {
    let start = event.range.lowerBound
    let place = source.place(start, start + 1 + name.utf8.count)
    if let first = anchors[name] {
      throw YAMLError(.duplicateAnchor(name), at: place, related: first.place)
    }
    anchors[name] = Anchor(place: place)
    anchorNames.append(name)
  }

  private mutating func addAlias(_ name: String, at place: Place) throws(YAMLError) {
    guard let anchor = anchors[name] else {
      throw YAMLError(.undefinedAlias(name, defined: anchorNames), at: place)
    }
    guard var subtree = anchor.value else {
      throw YAMLError(.recursiveAlias(name), at: place, related: anchor.place)
    }
    subtree.node = Node(subtree.node.content, at: place)
    if open.count + subtree.height > limits.depth {
      throw YAMLError(.tooDeep(limit: limits.depth), at: place)
    }
    aliasNodes += subtree.size
    if aliasNodes > limits.aliasNodes {
      throw YAMLError(.tooManyAliasNodes(limit: limits.aliasNodes), at: place, related: anchor.place)
    }
    try count(subtree)
    try finish(subtree, anchor: nil)
  }

  private mutating func count(_ subtree: Subtree) throws(YAMLError) {
    nodes += subtree.size
    if nodes > limits.nodes {
      throw YAMLError(.tooManyNodes(limit: limits.nodes), at: subtree.node.place)
    }
  }

  // MARK: Places

  private func place(_ range: Range<Int>) -> Place { Place(source: source, range: range) }

  /// Behind the anchor and the space, comments and line ends that follow it.
  private func contentStart(of event: Event) -> Int {
    guard let anchor = event.anchor else { return event.range.lowerBound }
    return min(firstInk(from: event.range.lowerBound + 1 + anchor.utf8.count), event.range.upperBound)
  }

  private func firstInk(from start: Int) -> Int {
    var offset = start
    while offset < source.bytes.count {
      switch source.bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      case 0x23: offset += source.bytes[offset...].prefix { $0 != 0x0A && $0 != 0x0D }.count
      default: return offset
      }
    }
    return offset
  }

  private func lastInk(before end: Int) -> Int {
    source.bytes[..<end].lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 }
      ?? 0
  }

  /// A value that is not there has its place behind the colon, or behind the key where there is no colon; libyaml
  /// would put it at the next token in some cases.
  private func missingValue(in mapping: Collection) -> Range<Int> {
    let keyEnd = mapping.children.last?.place.range.upperBound ?? mapping.start
    let next = firstInk(from: keyEnd)
    let place = isColon(at: next) ? next + 1 : keyEnd
    return place..<place
  }

  /// A colon with ink behind it begins a plain scalar, unless what follows ends a flow entry.
  private func isColon(at offset: Int) -> Bool {
    guard offset < source.bytes.count, source.bytes[offset] == 0x3A else { return false }
    guard offset + 1 < source.bytes.count else { return true }
    return " \t\r\n,[]{}".utf8.contains(source.bytes[offset + 1])
  }

  private func tagError(_ event: Event) -> YAMLError {
    var start = event.range.lowerBound
    if let anchor = event.anchor, source.bytes[start] == 0x26 {
      start = firstInk(from: start + 1 + anchor.utf8.count)
    }
    let tag = source.bytes[start..<max(start, event.range.upperBound)].prefix { $0 > 0x20 }
    let place = place(tag.startIndex..<tag.endIndex)
    return YAMLError(.tag(place.text), at: place)
  }
}
