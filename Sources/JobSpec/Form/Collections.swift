import YAMLTree

extension Form {
  package static func list<Element>(
    of form: Form<Element>, atLeast: Int = 0, atMost: Int = 10_000
  ) -> Form where Value == [Element] {
    let shape = Shape.list(form.shape, atLeast: atLeast, atMost: atMost)
    return Form(
      shape,
      read: { found, reading in
        guard case .sequence(let nodes) = found.node.content else {
          return reading.reject(.wrongShape(found.node.content.noun, expected: shape), found)
        }
        guard nodes.count >= atLeast, nodes.count <= atMost else {
          return reading.reject(.wrongCount(nodes.count, atLeast: atLeast, atMost: atMost), found)
        }
        let values = nodes.enumerated().map { index, node in
          reading.take(form, found.child(String(index), node, key: nil))
        }
        let good = values.compactMap { $0 }
        return good.count == nodes.count ? good : nil
      },
      spell: { values in
        values.isEmpty
          ? [Spelling("[]")] : values.enumerated().flatMap { form.spell($1).under(String($0)) }
      })
  }

  /// One value by itself, or a list of them; none only where the field is left out. One alone has no position in its path, in a list or not.
  package static func oneOrMore<Element>(_ form: Form<Element>, atMost: Int = 1024) -> Form
  where Value == [Element] {
    let list = Form<[Element]>.list(of: form, atLeast: 1, atMost: atMost)
    return Form(
      .oneOrMore(form.shape, atMost: atMost),
      read: { found, reading in
        guard case .sequence(let nodes) = found.node.content else {
          return form.read(found, &reading).map { [$0] }
        }
        guard nodes.count == 1 else { return list.read(found, &reading) }
        return reading.take(form, Found(node: nodes[0], key: nil, path: found.path)).map { [$0] }
      },
      spell: { values in
        switch values.count {
        case 0: []
        case 1: form.spell(values[0])
        default: list.spell(values)
        }
      })
  }

  /// Names of the user's choice with a value each, in the order of the file.
  /// - Parameters:
  ///   - join: an element from its name and value.
  ///   - part: the name and value of an element.
  package static func map<Item, Element>(
    keys rule: TextRule, of form: Form<Item>, join: @escaping @Sendable (String, Item) -> Element,
    part: @escaping @Sendable (Element) -> (String, Item)
  ) -> Form where Value == [Element] {
    let shape = Shape.map(keys: rule, values: form.shape)
    return Form(
      shape,
      read: { found, reading in
        guard let entries = reading.mapping(found, expected: shape) else { return nil }
        let elements = entries.compactMap { entry in
          let item = found.child(entry.name, entry.value, key: entry.key.place)
          if !rule.accepts(entry.name) { reading.fail(item, .badText(entry.name, rule), at: entry.key.place) }
          return reading.take(form, item).map { join(entry.name, $0) }
        }
        if elements.count < entries.count { reading.failures.insert(found.path) }
        return elements
      },
      spell: { elements in
        let parts = elements.map(part)
        return parts.isEmpty ? [Spelling("{}")] : parts.flatMap { form.spell($0.1).under($0.0) }
      })
  }
}
