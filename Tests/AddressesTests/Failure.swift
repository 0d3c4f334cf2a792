import Addresses

/// The error of a check, or nil.
func failure(_ text: String, as format: AddressFormat) -> AddressError? {
  do throws(AddressError) {
    _ = try format.check(text)
    return nil
  } catch {
    return error
  }
}

/// Bytes that differ from one place and one length to the next.
func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + count) } }
