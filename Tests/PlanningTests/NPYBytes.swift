/// A file in NumPy's format.
func npy<Number>(_ numbers: [Number], as descr: String, shape: [Int]? = nil) -> [UInt8] {
  let axes = (shape ?? [numbers.count]).map { "\($0)," }.joined(separator: " ")
  let header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': (\(axes)), }"
  let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(padded.utf8.count), 0] + Array(padded.utf8)
    + numbers.withUnsafeBytes(Array.init)
}
