/// Kinds of files, each called by what its files' names end in, without the point.
extension RawRepresentable<String> {
  /// - Parameter endings: those that there are, for the message.
  /// - Throws: `usage` for a name that ends in none of them, in small letters or capitals.
  init(endOf path: String, endings: String) throws {
    let end = path.split(separator: "/").last?.split(separator: ".").dropFirst().last ?? ""
    guard let kind = Self(rawValue: end.lowercased()) else {
      throw Failure(
        .usage, "\(path): it cannot be told what to write there", help: "end its name in \(endings)")
    }
    self = kind
  }
}
