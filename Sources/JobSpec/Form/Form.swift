import YAMLTree

/// How a value is written in a job file: how to read it, how to spell it back, and a description of both.
///
/// Whatever the language says about a value comes from its form: diagnostics, defaults, the JSON Schema,
/// `explain` and the reference page.
package struct Form<Value: Sendable>: Sendable {
  package let shape: Shape
  /// Reports what is wrong and returns nil, or returns the value.
  let read: @Sendable (Found, inout Reading) -> Value?
  /// The value's canonical spelling, one line for each of its scalars.
  let spell: @Sendable (Value) -> [Spelling]

  init(
    _ shape: Shape, read: @escaping @Sendable (Found, inout Reading) -> Value?,
    spell: @escaping @Sendable (Value) -> [Spelling]
  ) {
    self.shape = shape
    self.read = read
    self.spell = spell
  }
}

/// A node of the file, and what the job calls it.
struct Found {
  let node: Node
  /// The key that names it; nil in a list and at the root.
  let key: Place?
  /// Dotted, as in `ResolvedField.path`; empty at the root.
  let path: String

  /// Where to point when the value itself is empty.
  var place: Place { node.place.range.isEmpty ? (key ?? node.place) : node.place }

  /// Where to point when something is missing from the value: its name, or the point where it starts.
  var name: Place {
    let start = node.place.range.lowerBound
    return key ?? Place(source: node.place.source, range: start..<start)
  }

  func child(_ name: String, _ node: Node, key: Place?) -> Found {
    Found(node: node, key: key, path: path.isEmpty ? name : path + "." + name)
  }
}

/// One scalar of a value, by its path below that value.
struct Spelling {
  var path: String
  var text: String
  var identity = true

  init(_ text: String, identity: Bool = true) {
    path = ""
    self.text = text
    self.identity = identity
  }
}

extension [Spelling] {
  func under(_ name: String) -> [Spelling] {
    map { spelling in
      var moved = spelling
      moved.path = spelling.path.isEmpty ? name : name + "." + spelling.path
      return moved
    }
  }
}
