extension String {
  /// The text as a field of comma-separated values (RFC 4180): in quotes where they are needed, or where spaces around it
  /// would be lost.
  package var csvField: String {
    let special: [UInt8] = Array(",\"\r\n".utf8)
    let isPlain =
      !utf8.contains { special.contains($0) } && utf8.first != UInt8(ascii: " ")
      && utf8.last != UInt8(ascii: " ")
    if isPlain { return self }
    // By scalars: a quote before a combining mark is one too.
    return "\"" + String(UnicodeScalarView(unicodeScalars.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] }))
      + "\""
  }

  /// For people who open the values in a spreadsheet: a text that it would take for a formula begins with an apostrophe
  /// (OWASP, "CSV Injection").
  package var guardedAgainstFormulas: String {
    unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true ? "'" + self : self
  }
}
