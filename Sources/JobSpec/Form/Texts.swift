import YAMLTree

extension Form where Value == String {
  package static func text(_ rule: TextRule) -> Form {
    let shape = Shape.text(rule)
    return Form(
      shape, read: { found, reading in reading.text(found, rule: rule, expected: shape) },
      spell: { [Spelling($0)] })
  }

  /// The path of a data file, in the job relative to the root job's folder. It is no part of a run's
  /// identity.
  package static func path() -> Form {
    let shape = Shape.text(.path)
    return Form(
      shape,
      read: { found, reading in
        guard let text = reading.text(found, rule: .path, expected: shape) else { return nil }
        return reading.relocated(text, from: found.node.place.source)
      },
      spell: { [Spelling($0, identity: false)] })
  }

  /// One of some words of another program's.
  static func word(_ words: [String]) -> Form {
    let shape = Shape.choice(words)
    return Form(
      shape,
      read: { found, reading in
        guard let (text, _) = reading.scalar(found, expected: shape) else { return nil }
        return words.contains(text) ? text : reading.reject(.unknownChoice(text, words), found)
      },
      spell: { [Spelling($0)] })
  }

  static func constant(_ word: String) -> Form {
    let shape = Shape.constant(word)
    return Form(
      shape,
      read: { found, reading in
        guard let (text, _) = reading.scalar(found, expected: shape) else { return nil }
        return text == word ? text : reading.reject(.unknownChoice(text, [word]), found)
      },
      spell: { [Spelling($0)] })
  }
}

extension Form where Value: RawRepresentable<String> & CaseIterable {
  /// One of the words that an enumeration lists.
  package static func choice() -> Form {
    let words = Value.allCases.map(\.rawValue)
    let shape = Shape.choice(words)
    return Form(
      shape,
      read: { found, reading in
        guard let (text, _) = reading.scalar(found, expected: shape) else { return nil }
        return Value(rawValue: text) ?? reading.reject(.unknownChoice(text, words), found)
      },
      spell: { [Spelling($0.rawValue)] })
  }
}

extension Reading {
  mutating func text(_ found: Found, rule: TextRule, expected: Shape) -> String? {
    guard let (text, _) = scalar(found, expected: expected) else { return nil }
    return rule.accepts(text) ? text : reject(.badText(text, rule), found)
  }
}
