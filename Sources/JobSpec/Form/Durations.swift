extension Form where Value == Duration {
  /// A time span with its unit, in whole milliseconds.
  package static func duration(_ range: ClosedRange<Duration>) -> Form {
    let shape = Shape.duration(range)
    return Form(
      shape,
      read: { found, reading in
        guard let text = reading.numeral(found, expected: shape) else { return nil }
        if NumberText.isNumber(text) { return reading.reject(.unitMissing(text, range), found) }
        guard let value = DurationText.value(text) else {
          return reading.reject(.badNumber(text, mend: DurationText.mend(text), expected: shape), found)
        }
        guard range.contains(value) else {
          return reading.reject(.outOfRange(text, expected: shape, mend: nil), found)
        }
        return value
      },
      spell: { [Spelling(DurationText.spell($0))] })
  }
}

extension Duration {
  static func minutes(_ count: Int) -> Duration { .seconds(60 * count) }
  static func hours(_ count: Int) -> Duration { .minutes(60 * count) }
  static func days(_ count: Int) -> Duration { .hours(24 * count) }
}
