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

  /// - Throws: unless there is one. An earlier muster may have made it: the next writer brings it up to date.
  static func requireAny(path: String) throws(RecordError) {
    do throws(RecordError) {
      try Record.open(path: path, for: .reading).close()
    } catch {
      guard case .olderSchema = error else { throw error }
    }
  }

  /// For reading; nil where only a writer can tell, as none has been made yet or an earlier muster made it.
  static func ifUpToDate(path: String) throws -> Record? {
    do { return try ifAny(path: path) } catch RecordError.olderSchema { return nil }
  }
}
