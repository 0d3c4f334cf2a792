/// How durations are spelled in a job: `500ms`, `30s`, `1h30m`, `7d`, the larger unit first and each at most once.
enum DurationText {
  /// The units and their milliseconds, the largest first.
  private static let units: [(name: String, milliseconds: Int)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// A regular expression for the whole text, in the common part of ECMA 262 and PCRE.
  static let pattern =
    "^(?=[0-9])" + units.map { "((0|[1-9][0-9]*)\($0.name))?" }.joined() + "$"

  /// - Returns: nil of a text that is no duration; the longest there is in place of a longer one.
  static func value(_ text: String) -> Duration? {
    var total = 0
    var left = units[...]
    let parts = parts(of: text)
    for (number, unit) in parts {
      guard NumberText.isInteger(number), let index = left.firstIndex(where: { $0.name == unit }) else {
        return nil
      }
      total = sum(total, (Int(number) ?? .max).multipliedReportingOverflow(by: left[index].milliseconds))
      left = left[(index + 1)...]
    }
    return parts.isEmpty ? nil : .milliseconds(total)
  }

  private static func sum(_ total: Int, _ part: (partialValue: Int, overflow: Bool)) -> Int {
    let (sum, overflow) = total.addingReportingOverflow(part.partialValue)
    return part.overflow || overflow ? .max : sum
  }

  /// Each number with the letters behind it.
  private static func parts(of text: String) -> [(number: String, unit: String)] {
    var rest = text[...]
    var parts: [(String, String)] = []
    while !rest.isEmpty {
      let number = rest.prefix { !$0.isLetter }
      let unit = rest.dropFirst(number.count).prefix(while: \.isLetter)
      parts.append((String(number), String(unit)))
      rest = rest[unit.endIndex...]
    }
    return parts
  }

  /// The canonical spelling: `90m` is "1h30m". Of whole milliseconds; what is finer is cut off.
  static func spell(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    var left = max(0, Int128(seconds) * 1000 + Int128(attoseconds / 1_000_000_000_000_000))
    var text = ""
    for (name, milliseconds) in units where left >= milliseconds {
      text += "\(left / Int128(milliseconds))\(name)"
      left %= Int128(milliseconds)
    }
    return text.isEmpty ? "0s" : text
  }

  /// The duration that the user probably meant: without spaces, its units written out or abbreviated otherwise.
  static func mend(_ text: String) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    let mended = parts(of: text.lowercased().filter { $0 != " " && $0 != "_" }).map { number, unit in
      number + (names.first { $0.value.contains(unit) }?.key ?? unit)
    }.joined()
    return mended == text ? nil : value(mended).map(spell)
  }

  private static let names: KeyValuePairs = [
    "ms": ["msec", "msecs", "millisecond", "milliseconds"], "s": ["sec", "secs", "second", "seconds"],
    "m": ["min", "mins", "minute", "minutes"], "h": ["hr", "hrs", "hour", "hours"], "d": ["day", "days"],
  ]
}

extension Duration {
  /// Of a text as a job would spell it: `30d`, `1h30m`.
  ///
  /// - Returns: nil of a text that is no duration.
  package init?(spelling text: String) {
    guard let value = DurationText.value(text) else { return nil }
    self = value
  }
}
