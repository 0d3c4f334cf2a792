/// Numbers as people read them. None of these texts reaches a digest.
package enum Figures {
  /// 1234567 → "1,234,567".
  package static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }

  /// "1 row", "2,000 rows".
  package static func counted(_ number: Int, _ noun: String) -> String {
    grouped(number) + " " + noun
      + (number == 1 ? "" : noun.hasSuffix("s") || noun.hasSuffix("ch") ? "es" : "s")
  }

  /// Enough to compare two runs by eye: four decimals, or four significant digits of what they would hide or what is
  /// too long with them: "3.1e-05", "2.416e+17".
  package static func metric(_ value: Double) -> String {
    let isPlain = 1e-3..<1e6 ~= value.magnitude || value == 0
    return isPlain || !value.isFinite ? fixed(value, decimals: 4) : scientific(value)
  }

  /// A finite number but 0, of at most four significant digits.
  static func scientific(_ value: Double) -> String {
    var (mantissa, exponent) = (value.magnitude, 0)
    // What is rounded to 10.000 is 1 of the next power.
    while mantissa >= 9.9995 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.99995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let digits = fixed(mantissa, decimals: 3).reversed().drop { $0 == "0" }.drop { $0 == "." }
    let power = String(exponent.magnitude)
    return (value < 0 ? "-" : "") + String(digits.reversed()) + "e" + (exponent < 0 ? "-" : "+")
      + (power.count < 2 ? "0" : "") + power
  }

  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value.magnitude * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  package static func seconds(_ seconds: Double) -> String {
    if seconds < 1 { return fixed(seconds * 1000, decimals: 0) + " ms" }
    if seconds < 120 { return fixed(seconds, decimals: 1) + " s" }
    let whole = Int(seconds.rounded())
    return whole < 7200 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  package static func bytes(_ count: Double) -> String {
    scaled(count, step: 1024, units: ["B", "KiB", "MiB", "GiB", "TiB"])
  }

  package static func operations(_ count: Double) -> String {
    scaled(count, step: 1000, units: ["FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP"])
  }

  private static func scaled(_ value: Double, step: Double, units: [String]) -> String {
    var value = value
    var unit = 0
    while value >= step && unit < units.count - 1 {
      value /= step
      unit += 1
    }
    return fixed(value, decimals: unit == 0 ? 0 : 1) + " " + units[unit]
  }
}
