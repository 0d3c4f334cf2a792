extension Form where Value == TokenAmount {
  /// An amount of tokens: a decimal number in quotes, so that no reader of YAML makes a float of it.
  package static func amount() -> Form {
    Form(
      .amount,
      read: { found, reading in
        guard let (text, plain) = reading.scalar(found, expected: .amount) else { return nil }
        let amount = TokenAmount(text)
        if plain { return reading.reject(.unquotedAmount(text, isAmount: amount != nil), found) }
        return amount ?? reading.reject(.badAmount(text), found)
      },
      spell: { [Spelling($0.text)] })
  }
}

extension TokenAmount {
  /// The most digits before the point, and of all that a token can have.
  static let digitLimit = 38

  /// - Returns: nil unless `text` is a number without sign, exponent or leading zeros.
  init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard !text.hasPrefix("-"), let whole = parts.first, NumberText.isInteger(String(whole)) else {
      return nil
    }
    var fraction = parts.count == 2 ? parts[1] : "0"
    guard !fraction.isEmpty, fraction.utf8.allSatisfy(TextRule.isDigit) else { return nil }
    while fraction.hasSuffix("0") { fraction.removeLast() }
    self.init(uncheckedText: fraction.isEmpty ? String(whole) : whole + "." + fraction)
  }

  /// Digits after the point.
  var fractionDigits: Int { text.split(separator: ".").dropFirst().first?.utf8.count ?? 0 }
  /// Digits before the point.
  var wholeDigits: Int { text.split(separator: ".").first?.utf8.count ?? 0 }
}

extension Form where Value == Int {
  /// A part of a whole in basis points, `70%` or `0.7`: exact, for money.
  package static func basisPoints() -> Form {
    let shape = Shape.share(NumberRange(from: 0, to: 1))
    return Form(
      shape,
      read: { found, reading in
        guard let text = reading.numeral(found, expected: shape) else { return nil }
        guard let value = NumberText.share(text) else {
          return reading.reject(.badNumber(text, mend: NumberText.mend(text), expected: shape), found)
        }
        guard value >= 0, value <= 1 else {
          let mend = NumberText.isNumber(text) && value > 1 && value <= 100 ? text + "%" : nil
          return reading.reject(.outOfRange(text, expected: shape, mend: mend), found)
        }
        let points = (value * 10_000).rounded()
        return points / 10_000 == value ? Int(points) : reading.reject(.tooFine(text), found)
      },
      spell: { [Spelling(BasisPoints.spell($0))] })
  }
}

enum BasisPoints {
  /// 3333 is "33.33%".
  static func spell(_ points: Int) -> String {
    let (percent, rest) = (points / 100, points % 100)
    if rest == 0 { return "\(percent)%" }
    return rest % 10 == 0 ? "\(percent).\(rest / 10)%" : "\(percent).\(rest < 10 ? "0" : "")\(rest)%"
  }
}
