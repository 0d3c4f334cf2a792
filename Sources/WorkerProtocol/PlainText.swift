/// A text from another program that people may read, with question marks for what is not plain.
package func plainText(_ bytes: some Collection<UInt8>) -> String {
  let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
  return String(String.UnicodeScalarView(scalars.map { $0.isPlain ? $0 : "?" }))
}

extension Unicode.Scalar {
  /// Whether it neither steers a terminal nor turns the way a text is read.
  package var isPlain: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
