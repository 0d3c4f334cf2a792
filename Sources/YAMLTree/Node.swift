/// A YAML value in which everything knows its place. Scalars are text: what they mean is the reader's to say.
package struct Node: Sendable, Hashable {
  package indirect enum Content: Sendable, Hashable {
    /// `plain` is false when the scalar was quoted or a block.
    case scalar(String, plain: Bool)
    case sequence([Node])
    case mapping([Entry])
  }

  package struct Entry: Sendable, Hashable {
    /// Always a scalar.
    package let key: Node
    package let value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }

    package var name: String {
      if case .scalar(let text, _) = key.content { text } else { "" }
    }
  }

  package let content: Content
  package let place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }
}
