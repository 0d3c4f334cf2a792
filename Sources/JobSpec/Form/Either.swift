import YAMLTree

extension Form {
  /// A scalar that `short` takes, or else a value of `long`.
  /// - Parameters:
  ///   - isShort: whether a scalar's text is meant for `short`, which then says what is wrong with it.
  ///   - unwrap: the value that `short` spells; nil of a value that only `long` can spell.
  package static func either<Short>(
    _ short: Form<Short>, where isShort: @escaping @Sendable (String) -> Bool = { _ in true },
    wrap: @escaping @Sendable (Short) -> Value, unwrap: @escaping @Sendable (Value) -> Short?, or long: Form
  ) -> Form {
    Form(
      .either(short.shape, long.shape),
      read: { found, reading in
        guard case .scalar(let text, _) = found.node.content, isShort(text) else {
          return long.read(found, &reading)
        }
        return short.read(found, &reading).map(wrap)
      },
      spell: { value in unwrap(value).map(short.spell) ?? long.spell(value) })
  }
}

extension Form {
  /// A list that `list` takes, or else a value of `long`.
  static func either(list: Form, or long: Form) -> Form {
    Form(
      .either(list.shape, long.shape),
      read: { found, reading in
        if case .sequence = found.node.content { return list.read(found, &reading) }
        if case .mapping = found.node.content { return long.read(found, &reading) }
        return reading.reject(
          .wrongShape(found.node.content.noun, expected: .either(list.shape, long.shape)), found)
      },
      spell: list.spell)
  }
}

extension Form {
  /// The value of another form under another name.
  package static func wrapping<Inner>(
    _ form: Form<Inner>, wrap: @escaping @Sendable (Inner) -> Value,
    unwrap: @escaping @Sendable (Value) -> Inner
  ) -> Form {
    Form(
      form.shape, read: { found, reading in form.read(found, &reading).map(wrap) },
      spell: { form.spell(unwrap($0)) })
  }
}
