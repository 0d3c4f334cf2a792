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
    let shape = Shape.variant(cases.map(\.shape))
    return Form(
      shape,
      read: { found, reading in reading.variant(found, cases: cases, shape: shape) },
      spell: { value in cases.lazy.compactMap { $0.spell(value) }.first ?? [] })
  }
}

extension Reading {
  fileprivate mutating func variant<Value>(_ found: Found, cases: [Case<Value>], shape: Shape) -> Value? {
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
      for entry in entries where !names.contains(entry.name) {
        report(.unknownChoice(entry.name, names), at: entry.key.place)
      }
      guard let entry = theOne(of: entries.filter { names.contains($0.name) }, names: names, found) else {
        return nil
      }
      return cases.first { $0.shape.name == entry.name }.flatMap { take($0, entry, found) }
    }
  }

  private mutating func theOne(of known: [Node.Entry], names: [String], _ found: Found) -> Node.Entry? {
    if found.node.content == .mapping([]) { return reject(.noneOf(names, in: found.path), found) }
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
