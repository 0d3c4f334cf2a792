/// Token amounts are integers in base units: 10^decimals of them are one token.
package typealias BaseUnits = Int128

/// Why a decimal text is no amount of a token.
package enum AmountError: Error, Equatable, CustomStringConvertible {
  /// Anything but digits with at most one point between them.
  case notDecimal
  /// More digits after the point than the token has decimals.
  case tooManyDecimals(Int, allowed: Int)
  /// 2¹²⁷ base units or more.
  case tooLarge

  package var description: String {
    switch self {
    case .notDecimal: "it is not a decimal number"
    case .tooManyDecimals(let count, let allowed): "it has \(count) decimals, the token \(allowed)"
    case .tooLarge: "it is 2^127 base units or more"
    }
  }
}

extension BaseUnits {
  /// The amount that a text like "12" or "0.5" stands for, exactly. Zeros at either end change nothing.
  package init(decimal text: String, decimals: Int) throws(AmountError) {
    precondition(decimals >= 0, "a token has no fewer than 0 decimals")
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }) else {
      throw .notDecimal
    }
    var fraction = parts.count == 2 ? Array(parts[1]) : []
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    guard fraction.count <= decimals else { throw .tooManyDecimals(fraction.count, allowed: decimals) }
    var value: BaseUnits = 0
    for digit in parts[0] { try value.append(digit: digit) }
    for digit in fraction { try value.append(digit: digit) }
    for _ in fraction.count..<decimals where value != 0 { try value.append(digit: UInt8(ascii: "0")) }
    self = value
  }

  /// The amount in tokens, without zeros at the end: "0.5", "12", "-3.25".
  package func formatted(decimals: Int) -> String {
    precondition(decimals >= 0, "a token has no fewer than 0 decimals")
    let digits = String(magnitude)
    let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
    var fraction = padded.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    let sign = self < 0 ? "-" : ""
    return sign + padded.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
  }

  private mutating func append(digit: UInt8) throws(AmountError) {
    let (shifted, overflow) = multipliedReportingOverflow(by: 10)
    let (sum, carry) = shifted.addingReportingOverflow(BaseUnits(digit &- UInt8(ascii: "0")))
    guard !overflow && !carry else { throw .tooLarge }
    self = sum
  }
}
