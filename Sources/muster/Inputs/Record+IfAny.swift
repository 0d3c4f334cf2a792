import Record

extension Record {
  /// For reading; nil when none has been made yet.
  static func ifAny(path: String) throws -> Record? {
    do {
      return try Record.open(path: path, for: .reading)
    } catch RecordError.missing {
      return nil
    }
  }
}
