extension String {
  /// What a host said, fit for a terminal: without control and format characters, and at most 200 characters of it.
  var harmless: String {
    String(String.UnicodeScalarView(unicodeScalars.lazy.filter(\.isHarmless).prefix(200)))
  }
}

extension Unicode.Scalar {
  fileprivate var isHarmless: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
