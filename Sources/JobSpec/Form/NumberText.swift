/// How numbers are spelled in a job: as in JSON, whatever the locale.
enum NumberText {
  /// `-`, digits without leading zeros, and nothing else.
  static func isInteger(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let digits = takeDigits(&rest)
    return rest.isEmpty && !digits.isEmpty && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
  }

  /// An integer, then a fraction and an exponent if need be: JSON's `number`.
  static func isNumber(_ text: String) -> Bool {
    let isExponentMark = { (byte: UInt8) in byte | 0x20 == UInt8(ascii: "e") }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let tail = parts[parts.count - 1]
    let mantissaAndExponent = tail.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: isExponentMark)
    if mantissaAndExponent.count == 2, !isExponent(mantissaAndExponent[1]) { return false }
    let mantissa = mantissaAndExponent[0]
    if parts.count == 1 { return isInteger(String(Substring(mantissa))) }
    return isInteger(String(Substring(parts[0]))) && !mantissa.isEmpty
      && mantissa.allSatisfy(TextRule.isDigit)
  }

  private static func isExponent(_ text: Substring.UTF8View) -> Bool {
    let digits = [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(text.first) ? text.dropFirst() : text
    return !digits.isEmpty && digits.allSatisfy(TextRule.isDigit)
  }

  private static func takeDigits(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = text.prefix(while: TextRule.isDigit)
    text = text.dropFirst(digits.count)
    return digits
  }

  /// The value of `50%` or `0.5`.
  static func share(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return isNumber(text) ? Double(text) : nil }
    let percent = String(text.dropLast())
    guard isNumber(percent), !percent.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return nil
    }
    return Double(percent + "e-2")
  }

  /// The number that the user probably meant: without `_`, `+` and leading zeros, with a digit on both sides
  /// of the point.
  static func mend(_ text: String) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    var digits = text.filter { $0 != "_" }[...]
    let sign = digits.hasPrefix("-") ? "-" : ""
    if let first = digits.first, first == "-" || first == "+" { digits.removeFirst() }
    while digits.utf8.count > 1, digits.hasPrefix("0"),
      digits.utf8.dropFirst().first.map(TextRule.isDigit) == true
    {
      digits.removeFirst()
    }
    if digits.hasPrefix(".") { digits = "0" + digits }
    if digits.hasSuffix(".") { digits.removeLast() }
    let mended = sign + digits
    return mended != text && share(mended) != nil ? mended : nil
  }

  /// As ``mend(_:)``, where a percentage will not do.
  static func mendNumber(_ text: String) -> String? {
    let mended = mend(text)
    guard (mended ?? text).hasSuffix("%") else { return mended }
    return share(mended ?? text).map(spell)
  }

  static func mendInteger(_ text: String) -> String? {
    let mended = mend(text) ?? text
    if isInteger(mended) { return mended }
    guard isNumber(mended), let value = Double(mended), abs(value) < 1e15, value.rounded() == value else {
      return nil
    }
    return String(Int(value))
  }

  /// The shortest digits that give the same number again.
  static func spell(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
