import ArgumentParser
import Determinism
import Record

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take over runs of another machine's record, to verify, reproduce or compare them here.",
    discussion: """
      All digests are computed again, there and here, before anything is kept. A run that is here already is compared with \
      the other by its record digest, and left alone. A run that pays a network must go on from the network's ledger as it \
      is here. If --record names a file that is not there, the whole record is copied to it. An imported run is settled where \
      it came from. Ends with 3 when a run is here with another digest.
      """)

  @Argument(help: ArgumentHelp("The other record.", valueName: "file")) var source: String
  @Option(
    name: .customLong("run"), help: ArgumentHelp("Only this run; may be given again.", valueName: "run"))
  var runs: [Int] = []
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption
  @OptionGroup var lock: LockOption

  func run() throws {
    let other = try Record.open(path: source, for: .reading)
    defer { try? other.close() }
    let isNew = try !Record.isAny(path: record.path)
    let arrivals = try isNew && runs.isEmpty ? whole(other) : taken(from: other, isNew: isNew)
    let text = ArrivalText(source: source, arrivals: arrivals)
    Standard.output(text.text(output.format))
    if let different = text.different { throw different }
  }

  private func whole(_ other: Record) throws -> [Arrival] {
    let findings = try other.copyAsImport(
      to: record.path, waitSeconds: lock.wait, progress: Standard.checked(quiet: false))
    return try other.copied(to: record.path, findings).compactMap(Arrival.init)
  }

  /// What does not fit is the fault of what was given.
  ///
  /// - Parameter isNew: whether the record is made for this: without its runs it would be nothing.
  private func taken(from other: Record, isNew: Bool) throws -> [Arrival] {
    let record = try Record.open(
      path: self.record.path, for: .writing(waitSeconds: lock.wait), host: Record.hostName())
    do throws(RecordError) {
      let arrivals = try record.take(runs.isEmpty ? nil : runs, from: other)
      try record.close()
      return arrivals
    } catch {
      try isNew ? record.discard() : record.close()
      guard case .refused = error else { throw error }
      throw Failure(.invalid, "\(error); nothing was imported")
    }
  }
}

extension Arrival {
  /// A run of a record that was copied as a whole; nil of one that may go on.
  fileprivate init?(_ run: StoredRun) {
    guard let digest = run.digest else { return nil }
    self.init(from: run.id, number: run.id, job: run.job, digest: digest, fate: .imported)
  }
}

extension Record {
  /// Whether something lies at the path that should be a record.
  fileprivate static func isAny(path: String) throws(RecordError) -> Bool {
    do throws(RecordError) { try requireAny(path: path) } catch {
      guard case .missing = error else { throw error }
      return false
    }
    return true
  }
}
