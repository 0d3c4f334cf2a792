import GRDB

/// What came of running a run again to compare.
package struct Reproduction: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable {
    case same
    case different
    /// The numerics are others, so that equality cannot be expected.
    case incomparable
  }

  package var at: Timestamp
  package var verdict: Verdict
  /// What differed first, in words; nil exactly when nothing did.
  package var firstDifference: String?
  package var host: String
  /// Muster's.
  package var version: String

  package init(at: Timestamp, verdict: Verdict, firstDifference: String?, host: String, version: String) {
    self.at = at
    self.verdict = verdict
    self.firstDifference = firstDifference
    self.host = host
    self.version = version
  }
}

extension Record {
  /// Adds to the run's observations; its digest stays what it was.
  package func store(_ reproduction: Reproduction, of run: Int) throws(RecordError) {
    _ = try self.run(run)
    try write { db in
      let last = try db.largest("number", in: ObservationTables.reproduction, where: "run = ?", [run])
      try db.insert(
        into: ObservationTables.reproduction, run, last + 1, reproduction.at.description,
        reproduction.verdict.rawValue, reproduction.firstDifference, reproduction.host, reproduction.version)
    }
  }

  package func reproductions(of run: Int) throws(RecordError) -> [Reproduction] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM reproduction WHERE run = ? ORDER BY number", arguments: [run])
        .map {
          Reproduction(
            at: try $0.time("at"), verdict: try $0.choice("verdict"),
            firstDifference: try $0.optionalText("first_difference"), host: try $0.text("host"),
            version: try $0.text("version"))
        }
    }
  }
}
