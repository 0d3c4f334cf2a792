import YAMLTree

extension Reading {
  /// Whether the file is in this language and not of another kind than the one that is wanted. In any other, every other
  /// error would be a false one.
  mutating func isReadable(_ node: Node, as wanted: FileKind) -> Bool {
    guard case .mapping(let entries) = node.content else { return true }
    if let (text, place) = word("schema", of: entries), text.hasPrefix("muster/v"),
      let version = Int(text.dropFirst("muster/v".count)), version > 1
    {
      report(.newerSchema(text), at: place)
      return false
    }
    if let (text, place) = word("kind", of: entries), let kind = FileKind(rawValue: text), kind != wanted {
      report(.otherKind(kind, wanted: wanted), at: place)
      return false
    }
    return true
  }

  private func word(_ key: String, of entries: [Node.Entry]) -> (String, Place)? {
    guard let entry = entries.first(where: { $0.name == key }),
      case .scalar(let text, _) = entry.value.content
    else { return nil }
    return (text, entry.value.place)
  }
}
