extension Form where Value == Double {
  /// A finite number.
  package static func number(
    from: Double? = nil, above: Double? = nil, to: Double? = nil, below: Double? = nil
  ) -> Form {
    let range = NumberRange(from: from, above: above, to: to, below: below)
    let shape = Shape.number(range)
    return Form(
      shape,
      read: { found, reading in
        guard let text = reading.numeral(found, expected: shape) else { return nil }
        guard NumberText.isNumber(text), let value = Double(text) else {
          return reading.reject(.badNumber(text, mend: NumberText.mendNumber(text), expected: shape), found)
        }
        guard value.isFinite, range.contains(value) else {
          return reading.reject(.outOfRange(text, expected: shape, mend: nil), found)
        }
        return value == 0 ? 0 : value
      },
      spell: { [Spelling(NumberText.spell($0))] })
  }

  /// A part of a whole, `50%` or `0.5`.
  package static func share(
    from: Double? = nil, above: Double? = nil, to: Double? = nil, below: Double? = nil
  ) -> Form {
    let range = NumberRange(from: from, above: above, to: to, below: below)
    let shape = Shape.share(range)
    return Form(
      shape,
      read: { found, reading in
        guard let text = reading.numeral(found, expected: shape) else { return nil }
        guard let value = NumberText.share(text) else {
          return reading.reject(.badNumber(text, mend: NumberText.mend(text), expected: shape), found)
        }
        guard range.contains(value) else {
          let mend = NumberText.isNumber(text) && range.contains(value / 100) ? text + "%" : nil
          return reading.reject(.outOfRange(text, expected: shape, mend: mend), found)
        }
        return value == 0 ? 0 : value
      },
      spell: { [Spelling(NumberText.spell($0))] })
  }
}

extension Form where Value: FixedWidthInteger & Sendable {
  /// A whole number in decimal digits.
  package static func integer(from: Value = .min, to: Value = .max) -> Form {
    let shape = Shape.integer(IntegerRange(lower: Int128(from), upper: Int128(to)))
    return Form(
      shape,
      read: { found, reading in
        guard let text = reading.numeral(found, expected: shape) else { return nil }
        guard NumberText.isInteger(text) else {
          return reading.reject(.badNumber(text, mend: NumberText.mendInteger(text), expected: shape), found)
        }
        guard let value = Value(text), value >= from, value <= to else {
          return reading.reject(.outOfRange(text, expected: shape, mend: nil), found)
        }
        return value
      },
      spell: { [Spelling(String($0))] })
  }
}

extension Form where Value == Bool {
  /// `true` or `false`, and nothing else.
  package static func flag() -> Form {
    Form(
      .flag,
      read: { found, reading in
        guard let text = reading.numeral(found, expected: .flag) else { return nil }
        if text == "true" { return true }
        if text == "false" { return false }
        return reading.reject(.badFlag(text), found)
      },
      spell: { [Spelling($0 ? "true" : "false")] })
  }
}

extension Reading {
  /// The text of a scalar that must not be quoted.
  mutating func numeral(_ found: Found, expected: Shape) -> String? {
    guard let (text, plain) = scalar(found, expected: expected) else { return nil }
    guard plain else { return reject(.quoted(text, expected: expected), found) }
    return text
  }

  /// Reports what is wrong with a value.
  mutating func reject<Value>(_ kind: Diagnostic.Kind, _ found: Found) -> Value? {
    report(kind, at: found.place)
    return nil
  }
}
