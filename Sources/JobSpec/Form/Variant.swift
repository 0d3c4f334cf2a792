import YAMLTree

/// One of several things, each with a name: the bare name, or `{name: payload}` where it has one.
package struct Case<Value: Sendable>: Sendable {
  let shape: CaseShape
  /// nil where there is no payload.
  let payload: Form<Value>?
  /// The value of a case without a payload.
  let plain: Value?
  /// nil when the value is of another case.
  let spell: @Sendable (Value) -> [Spelling]?

  package static func plain(_ name: String, _ value: Value, about: String) -> Case where Value: Equatable {
    Case(
      shape: CaseShape(name: name, about: about, payload: nil), payload: nil, plain: value,
      spell: { $0 == value ? [Spelling(name)] : nil })
  }

  package static func holding<Payload>(
    _ name: String, _ form: Form<Payload>, about: String, wrap: @escaping @Sendable (Payload) -> Value,
    unwrap: @escaping @Sendable (Value) -> Payload?
  ) -> Case {
    let spell: @Sendable (Value) -> [Spelling]? = { value in unwrap(value).map { form.spell($0).under(name) }
    }
    return Case(
      shape: CaseShape(name: name, about: about, payload: form.shape),
      payload: Form(
        form.shape, read: { found, reading in form.read(found, &reading).map(wrap) },
        spell: { spell($0) ?? [] }),
      plain: nil, spell: spell)
  }
}

extension Form {
  package static func variant(_ cases: [Case<Value>]) -> Form {
    let shape = Shape.variant(cases.map(\.shape), beside: [])
    return Form(
      shape,
      read: { found, reading in reading.variant(found, cases: cases, beside: [], shape: shape) },
      spell: { value in cases.lazy.compactMap { $0.spell(value) }.first ?? [] })
  }

  /// One of several things, and further keys in the same mapping: `{name: payload, further: …}`.
  /// - Parameters:
  ///   - start: holds the default of every further key.
  ///   - slot: where the chosen case goes.
  package static func variant<Kind>(
    of start: Value, _ slot: Slot<Value, Kind>, _ cases: [Case<Kind>], beside fields: [Field<Value>]
  ) -> Form {
    let shape = Shape.variant(cases.map(\.shape), beside: fields.map(\.shape))
    return Form(
      shape,
      read: { found, reading in
        var value = start
        let kind = reading.variant(found, cases: cases, beside: fields.map(\.shape.key), shape: shape)
        if case .mapping(let given) = found.node.content {
          for field in fields {
            field.read(given.first { $0.name == field.shape.key }, found, &value, &reading)
          }
        }
        guard let kind else { return nil }
        value[keyPath: slot] = kind
        return value
      },
      spell: { value in
        (cases.lazy.compactMap { $0.spell(value[keyPath: slot]) }.first ?? [])
          + fields.flatMap { $0.spell(value) }
      })
  }
}

extension Reading {
  /// - Parameter beside: the keys of the mapping that are no cases.
  fileprivate mutating func variant<Value>(
    _ found: Found, cases: [Case<Value>], beside: [String], shape: Shape
  ) -> Value? {
    let names = cases.map(\.shape.name)
    switch found.node.content {
    case .sequence:
      return reject(.wrongShape(found.node.content.noun, expected: shape), found)
    case .scalar(let word, _):
      guard let one = cases.first(where: { $0.shape.name == word }) else {
        return reject(.unknownChoice(word, names), found)
      }
      return one.plain ?? reject(.bareWord(word, in: found.path), found)
    case .mapping(let entries):
      let choices = entries.filter { !beside.contains($0.name) }
      for entry in choices where !names.contains(entry.name) {
        report(.unknownChoice(entry.name, names + beside), at: entry.key.place)
      }
      guard let entry = theOne(of: choices, names: names, found) else { return nil }
      return cases.first { $0.shape.name == entry.name }.flatMap { take($0, entry, found) }
    }
  }

  private mutating func theOne(of choices: [Node.Entry], names: [String], _ found: Found) -> Node.Entry? {
    if choices.isEmpty { return reject(.noneOf(names, in: found.path), found) }
    let known = choices.filter { names.contains($0.name) }
    if known.count > 1 {
      report(.severalOf(names, given: known.map(\.name), in: found.path), at: known[1].key.place)
    }
    return known.count == 1 ? known[0] : nil
  }

  private mutating func take<Value>(_ one: Case<Value>, _ entry: Node.Entry, _ found: Found) -> Value? {
    let inner = found.child(entry.name, entry.value, key: entry.key.place)
    if let payload = one.payload { return take(payload, inner) }
    if inner.node.isEmpty || inner.node.content == .mapping([]) { return one.plain }
    return reject(.noPayload(entry.name), inner)
  }
}
