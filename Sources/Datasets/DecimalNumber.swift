/// Reads a decimal number such as `12`, `-0.5`, `.5` or `1e-3` with spaces around it, in no locale.
///
/// The result is the double nearest to what is written: by one exact operation where digits and exponent are
/// small (Clinger, "How to read floating point numbers accurately", 1990), else by the standard library.
/// - Returns: nil for anything else, and for infinity and NaN in words.
package func decimalNumber(_ text: String) -> Double? {
  var text = text
  return text.withUTF8 { decimalNumber(UnsafeRawBufferPointer($0), in: 0..<$0.count) }
}

/// Reads the number that stands in a range of `bytes`.
func decimalNumber(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) -> Double? {
  var digits = DecimalDigits()
  var start = range.lowerBound
  var end = range.upperBound
  while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
  while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
  guard digits.read(bytes, start..<end) else { return nil }
  let size = digits.exponent.magnitude
  if digits.count <= 19, digits.mantissa <= 1 << 53, size <= 22 {
    let mantissa = Double(digits.mantissa)
    let scaled = digits.exponent < 0 ? mantissa / powersOfTen[Int(size)] : mantissa * powersOfTen[Int(size)]
    return digits.isNegative ? -scaled : scaled
  }
  return Double(String(decoding: bytes[start..<end], as: UTF8.self))
}

/// Those that are exact.
let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
  1e19, 1e20, 1e21, 1e22,
]

/// The parts of a number: (mantissa × 10^exponent), where the mantissa is exact up to 19 digits.
private struct DecimalDigits {
  var isNegative = false
  var mantissa: UInt64 = 0
  var exponent = 0
  /// Digits from the first that is not zero.
  var count = 0

  /// - Returns: whether the whole range is one number.
  mutating func read(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    let end = range.upperBound
    isNegative = sign(bytes, &position, end)
    let whole = readDigits(bytes, &position, end)
    var fraction = 0
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      fraction = readDigits(bytes, &position, end)
    }
    guard whole + fraction > 0 else { return false }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      guard readExponent(bytes, &position, end) else { return false }
    }
    exponent -= fraction
    return position == end
  }

  private func sign(_ bytes: UnsafeRawBufferPointer, _ position: inout Int, _ end: Int) -> Bool {
    guard position < end else { return false }
    let isMinus = bytes[position] == UInt8(ascii: "-")
    if isMinus || bytes[position] == UInt8(ascii: "+") { position += 1 }
    return isMinus
  }

  private mutating func readDigits(_ bytes: UnsafeRawBufferPointer, _ position: inout Int, _ end: Int) -> Int
  {
    let start = position
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      if digit > 9 { break }
      // Beyond 19 digits the mantissa wraps, and is not used.
      mantissa = mantissa &* 10 &+ UInt64(digit)
      if count > 0 || digit > 0 { count += 1 }
      position += 1
    }
    return position - start
  }

  private mutating func readExponent(_ bytes: UnsafeRawBufferPointer, _ position: inout Int, _ end: Int)
    -> Bool
  {
    let isMinus = sign(bytes, &position, end)
    let start = position
    var value = 0
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = min(value * 10 + Int(digit), 100_000)
      position += 1
    }
    exponent = isMinus ? -value : value
    return position > start
  }
}
