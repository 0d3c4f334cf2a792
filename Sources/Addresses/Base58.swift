/// Base58 with Bitcoin's alphabet: the bytes as one number; a leading zero byte is a leading `1`.
package enum Base58 {
  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
  /// Longer than any address; the work grows with the square of the length.
  private static let limit = 64

  package static func decode(_ text: String) throws(AddressError) -> [UInt8] {
    guard text.unicodeScalars.count <= limit else {
      throw .wrongLength(found: text.unicodeScalars.count, expected: "at most \(limit) characters")
    }
    var number: [UInt8] = []  // the least significant byte first
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard scalar.isASCII, let digit = alphabet.firstIndex(of: UInt8(scalar.value)) else {
        throw .badCharacter(scalar, at: index)
      }
      multiply(&number, from: 256, by: 58, adding: digit)
    }
    let zeros = text.utf8.prefix { $0 == alphabet[0] }.count
    return Array(repeating: 0, count: zeros) + number.reversed()
  }

  package static func encode(_ bytes: [UInt8]) -> String {
    var number: [UInt8] = []  // the least significant digit first
    for byte in bytes { multiply(&number, from: 58, by: 256, adding: Int(byte)) }
    let zeros = bytes.prefix { $0 == 0 }.count
    let digits = Array(repeating: 0, count: zeros) + number.reversed()
    return String(decoding: digits.map { alphabet[Int($0)] }, as: UTF8.self)
  }

  /// - Parameter base: of the number's digits, at most 256.
  private static func multiply(_ number: inout [UInt8], from base: Int, by factor: Int, adding addend: Int) {
    var carry = addend
    for index in number.indices {
      carry += Int(number[index]) * factor
      number[index] = UInt8(carry % base)
      carry /= base
    }
    while carry > 0 {
      number.append(UInt8(carry % base))
      carry /= base
    }
  }
}
