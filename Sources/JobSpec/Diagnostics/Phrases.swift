/// Shapes in words, as in "expected …".
extension Shape {
  package var phrase: String {
    switch self {
    case .number(let range): "a number" + range.phrase
    case .integer(let range): "a whole number from \(range.lower) to \(range.upper)"
    case .share(let range): "a share such as `50%` or `0.5`," + range.phrase
    case .duration(let range):
      "a duration such as `30s` or `1h30m`, from \(DurationText.spell(range.lowerBound))"
        + " to \(DurationText.spell(range.upperBound))"
    case .amount: "an amount of tokens in quotes"
    case .flag: "`true` or `false`"
    case .text(let rule): rule.phrase
    case .constant(let word): "`\(word)`"
    case .choice(let words): Wording.oneOf(words)
    case .variant(let cases, _): Wording.oneOf(cases.map(\.name))
    case .either(let first, let second): first.phrase + ", or " + second.phrase
    case .list(let element, let atLeast, _):
      "a list\(atLeast > 0 ? " that is not empty" : ""), each item \(element.phrase)"
    case .oneOrMore(let element, _): element.phrase + ", or a list of them"
    case .map(let keys, let values): "a mapping, each key \(keys.phrase), each value \(values.phrase)"
    case .section, .free: "a mapping"
    case .any: "a value"
    case .orFile(let shape): shape.phrase + ", or the path of a `.yaml` file that holds it"
    }
  }
}

extension NumberRange {
  /// With a space before it, or empty.
  var phrase: String {
    switch (lower, upper) {
    case (nil, nil): ""
    case (let lower?, nil): " " + NumberRange.low(lower)
    case (nil, let upper?): (upper.included ? " of " : " ") + NumberRange.high(upper)
    case (let lower?, let upper?):
      lower.included && upper.included
        ? " from \(NumberText.spell(lower.value)) to \(NumberText.spell(upper.value))"
        : " \(NumberRange.low(lower)) and \(NumberRange.high(upper))"
    }
  }

  private static func low(_ bound: Bound) -> String {
    (bound.included ? "of at least " : "above ") + NumberText.spell(bound.value)
  }

  private static func high(_ bound: Bound) -> String {
    (bound.included ? "at most " : "below ") + NumberText.spell(bound.value)
  }
}

extension TextRule {
  var phrase: String {
    switch self {
    case .line, .prose: "text"
    case .path: "the path of a file"
    case .name: "a name"
    case .account: "a participant's name"
    case .identifier: "an identifier"
    case .symbol: "a token's symbol"
    case .address: "an address"
    case .pool: "a pool's name"
    case .entry: "a job's name"
    case .field: "a field's dotted path"
    case .host: "a host's name or address"
    case .user: "a user's name"
    case .plainPath: "a plain path"
    case .publicKey: "a public key"
    case .jumps: "a list of hosts"
    case .algorithms: "a list of algorithms"
    case .slurmName: "a name of Slurm's"
    case .constraint: "a constraint of Slurm's"
    }
  }

  /// What the text may consist of.
  var explanation: String {
    switch self {
    case .line, .path, .address: "one line of text, not empty and without control or invisible characters"
    case .prose: "text, not empty and without control or invisible characters"
    case .name: "1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends"
    case .account, .pool, .entry: "1 to 63 of `a-z`, `0-9`, `-` and `_`, with a letter or digit at both ends"
    case .field: "names with dots between them, as in `training.epochs`"
    case .identifier: "1 to 63 of `a-z`, `0-9` and `_`, with a letter first"
    case .symbol: "1 to 11 letters and digits of ASCII, with a letter first"
    case .publicKey: "64 of `0-9` and `a-f`"
    case .jumps: "hosts with commas between them, each perhaps with `user@` in front and `:port` behind"
    case .host, .user, .plainPath, .algorithms, .slurmName, .constraint: argument?.explanation ?? ""
    }
  }
}
