import YAMLTree

/// Reads the bytes as a spec file. Every outcome is right that is not a trap, a hang or a place outside the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = SourceText(name: "fuzz.yaml", bytes: Array(UnsafeBufferPointer(start: start, count: count)))
  do throws(YAMLError) {
    checkPlaces(of: try YAMLReader.read(source), in: source)
  } catch {
    check(error.place, in: source)
    if let related = error.related { check(related, in: source) }
  }
  return 0
}

/// Children lie inside their parent, except what an alias stands for.
private func checkPlaces(of node: Node, in source: SourceText) {
  check(node.place, in: source)
  let children: [Node] =
    switch node.content {
    case .scalar: []
    case .sequence(let items): items
    case .mapping(let entries): entries.flatMap { [$0.key, $0.value] }
    }
  let isAlias = node.place.text.hasPrefix("*")
  for child in children {
    precondition(isAlias || node.place.range.contains(child.place.range))
    checkPlaces(of: child, in: source)
  }
}

private func check(_ place: Place, in source: SourceText) {
  precondition(place.range.lowerBound >= 0 && place.range.upperBound <= source.bytes.count)
  precondition(place.start.line <= place.end.line)
}
