/// An array as NumPy's NPY format, version 1.0, in C order.
struct NPY {
  let bytes: [UInt8]

  /// - Parameter type: NumPy's word for an element, such as `<f4`.
  private init(type: String, shape: [Int], data: [UInt8]) {
    let sides = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sides)), }".utf8)
    // Spaces and a line feed, so that the numbers begin at a multiple of 64.
    header += Array(repeating: UInt8(ascii: " "), count: 63 - (header.count + 10) % 64) + [UInt8(ascii: "\n")]
    bytes = [0x93] + Array("NUMPY".utf8) + [1, 0] + littleEndian(UInt16(header.count)) + header + data
  }

  init(_ floats: ArraySlice<Float>, shape: [Int]) {
    self.init(type: "<f4", shape: shape, data: floats.withUnsafeBytes { Array($0) })
  }

  init(_ doubles: [Double]) {
    self.init(type: "<f8", shape: [doubles.count], data: doubles.withUnsafeBytes { Array($0) })
  }

  /// Texts of fixed width in UCS-4, which NumPy reads without `allow_pickle`.
  init(_ texts: [String]) {
    let scalars = texts.map { $0.unicodeScalars.map(\.value) }
    let width = max(1, scalars.map(\.count).max() ?? 1)
    let data = scalars.flatMap { $0 + Array(repeating: 0, count: width - $0.count) }.flatMap {
      littleEndian($0)
    }
    self.init(type: "<U\(width)", shape: [texts.count], data: data)
  }

  /// One text, an array without axes.
  init(_ text: String) {
    let scalars = text.unicodeScalars.map(\.value)
    self.init(type: "<U\(scalars.count)", shape: [], data: scalars.flatMap { littleEndian($0) })
  }
}
