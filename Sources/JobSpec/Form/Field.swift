import YAMLTree

/// Where a field's value lives in its section.
package typealias Slot<Root, Value> = any WritableKeyPath<Root, Value> & Sendable

/// One key of a section: its only declaration.
package struct Field<Root: Sendable>: Sendable {
  package let shape: FieldShape
  /// Takes the field's entry, if the file has one, and the section it stands in. That a required one is
  /// missing is the section's to say.
  let read: @Sendable (Node.Entry?, Found, inout Root, inout Reading) -> Void
  let spell: @Sendable (Root) -> [Spelling]

  /// A field that the file must give.
  package init<Value>(
    _ key: String, _ slot: Slot<Root, Value>, _ form: Form<Value>, about: String, example: String,
    identity: Bool = true
  ) {
    shape = FieldShape(key: key, shape: form.shape, presence: .required, about: about, example: example)
    read = { entry, section, root, reading in
      guard let entry else { return }
      if let value = reading.value(form, of: entry, in: section) { root[keyPath: slot] = value }
    }
    spell = { root in form.spell(root[keyPath: slot]).under(key).map { $0.counting(identity) } }
  }

  /// A field with a default.
  package init<Value>(
    _ key: String, _ slot: Slot<Root, Value>, _ form: Form<Value>, default standard: Value,
    written: String? = nil, about: String, example: String, identity: Bool = true
  ) {
    let text = written ?? form.spell(standard).map(\.text).joined(separator: ", ")
    shape = FieldShape(
      key: key, shape: form.shape, presence: .defaulted(text), about: about, example: example)
    read = { entry, section, root, reading in
      root[keyPath: slot] = standard
      guard let entry else { return }
      if let value = reading.value(form, of: entry, in: section) { root[keyPath: slot] = value }
    }
    spell = { root in form.spell(root[keyPath: slot]).under(key).map { $0.counting(identity) } }
  }

  /// A field that may be left out, and then says nothing.
  /// - Parameter written: what its absence means.
  package init<Value>(
    optional key: String, _ slot: Slot<Root, Value?>, _ form: Form<Value>, written: String? = nil,
    about: String,
    example: String, identity: Bool = true
  ) {
    shape = FieldShape(
      key: key, shape: form.shape, presence: written.map { .defaulted($0) } ?? .optional, about: about,
      example: example)
    read = { entry, section, root, reading in
      guard let entry else { return }
      if let value = reading.value(form, of: entry, in: section) { root[keyPath: slot] = value }
    }
    spell = { root in (root[keyPath: slot].map(form.spell) ?? []).under(key).map { $0.counting(identity) } }
  }

  /// A field with one possible value, which the file must give.
  package init(constant key: String, _ text: String, about: String) {
    let form = Form<String>.constant(text)
    shape = FieldShape(key: key, shape: form.shape, presence: .required, about: about, example: text)
    read = { entry, section, _, reading in
      guard let entry else { return }
      _ = reading.value(form, of: entry, in: section)
    }
    spell = { _ in form.spell(text).under(key) }
  }

  /// A field of a section that is a part of this one, in the same mapping.
  init<Part>(_ field: Field<Part>, of slot: Slot<Root, Part>) {
    shape = field.shape
    read = { entry, section, root, reading in
      field.read(entry, section, &root[keyPath: slot], &reading)
    }
    spell = { field.spell($0[keyPath: slot]) }
  }

  /// A mapping that is the user's own and means nothing here.
  package init(free key: String, about: String, example: String) {
    shape = FieldShape(key: key, shape: .free, presence: .optional, about: about, example: example)
    read = { entry, section, _, reading in
      guard let entry else { return }
      _ = reading.mapping(section.child(key, entry.value, key: entry.key.place), expected: .free)
    }
    spell = { _ in [] }
  }
}

extension Spelling {
  fileprivate func counting(_ counts: Bool) -> Spelling {
    var spelling = self
    spelling.identity = identity && counts
    return spelling
  }
}

extension Reading {
  fileprivate mutating func value<Value>(_ form: Form<Value>, of entry: Node.Entry, in section: Found)
    -> Value?
  {
    take(form, section.child(entry.name, entry.value, key: entry.key.place))
  }

  /// Reads a value and remembers where it stood. An empty one needs a value, whatever the form.
  mutating func take<Value>(_ form: Form<Value>, _ found: Found) -> Value? {
    let found = settled(found, shape: form.shape)
    guard !found.node.isEmpty else {
      fail(found, .needsValue(found.path, form.shape), at: found.place)
      return nil
    }
    guard let value = form.read(found, &self) else {
      failures.insert(found.path)
      return nil
    }
    if origins[found.path] == nil { origins[found.path] = Origin(key: found.key, value: found.place) }
    return value
  }
}

extension Node {
  /// Whether nothing was written, or YAML's word for nothing.
  var isEmpty: Bool {
    if case .scalar(let text, plain: true) = content {
      ["", "~", "null", "Null", "NULL"].contains(text)
    } else {
      false
    }
  }
}
