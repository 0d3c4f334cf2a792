package import Determinism
import GRDB
import Tokenomics

/// What became of a run of another record.
package struct Arrival: Sendable, Equatable {
  package enum Fate: Sendable, Equatable {
    /// It was copied.
    case imported
    /// It was here already, with the same digest.
    case same
    /// It is here with another digest, or has not ended here: nil. It was left as it is.
    case different(Digest?)
  }

  /// Its number there, and here.
  package var from: Int
  package var number: Int
  package var job: String
  /// The record digest there.
  package var digest: Digest
  package var fate: Fate

  package init(from: Int, number: Int, job: String, digest: Digest, fate: Fate) {
    self.from = from
    self.number = number
    self.job = job
    self.digest = digest
    self.fate = fate
  }
}

extension Record {
  /// Copies runs of another record, each sealed by the same digests as there; all of them, or none.
  ///
  /// A run that pays a network must fit its ledger here: it opens with what the network holds here now, or the network
  /// is new and the run is its first. Runs are taken in the order of their ledgers.
  ///
  /// - Parameter runs: their numbers there; nil means all that have ended.
  /// - Returns: what became of each, in that order; a run that is here already is left as it is.
  /// - Throws: `refused` where a run has not ended, was settled, or does not fit; `damaged` where the other record
  ///   contradicts itself.
  package func take(_ runs: [Int]?, from source: Record) throws(RecordError) -> [Arrival] {
    let chosen = try source.ended(runs)
    if let finding = try source.findings(on: runs).first {
      throw .damaged(path: source.path, reason: finding.description)
    }
    let at = now()
    return try write { db in
      try source.read { other in
        try source.inLedgerOrder(other, chosen).map { try take($0, of: source, other, into: db, at: at) }
      }
    }
  }

  private func ended(_ runs: [Int]?) throws(RecordError) -> [StoredRun] {
    guard let runs else { return try self.runs().filter { $0.digest != nil } }
    var chosen: [StoredRun] = []
    for run in runs { chosen.append(try self.run(run)) }
    return chosen
  }

  private func findings(on runs: [Int]?) throws(RecordError) -> [VerificationFinding] {
    guard let runs else { return try verify() }
    var findings: [VerificationFinding] = []
    for run in runs { findings += try verify(run: run) }
    return findings
  }

  /// A run may have begun before others and yet have been paid after them.
  private func inLedgerOrder(_ db: Database, _ runs: [StoredRun]) throws -> [StoredRun] {
    try runs.map { (height: try OpeningRows.fetch(db, run: $0.id).first?.ledger.height ?? 0, run: $0) }
      .sorted { ($0.height, $0.run.id) < ($1.height, $1.run.id) }.map(\.run)
  }

  private func take(
    _ run: StoredRun, of source: Record, _ other: Database, into db: Database, at: Timestamp
  ) throws -> Arrival {
    guard let digest = run.digest else {
      throw source.refusal("run \(run.id) has not ended; `muster resume \(run.id)` goes on with it there")
    }
    if let here = try Int.fetchOne(db, sql: "SELECT run FROM run WHERE run_key = ?", arguments: [run.key.hex]) {
      let sealed = try RunSeal.stored(db, run: here).first { $0.table == "record" }?.digest
      return Arrival(
        from: run.id, number: here, job: run.job, digest: digest,
        fate: sealed == digest ? .same : .different(sealed))
    }
    if try SettlementRows.fetch(other, run: run.id) != nil {
      throw source.refusal(
        "run \(run.id) was settled, and must not be paid out twice; `--record NEW` takes the whole record")
    }
    let number = try RunCopy(source: other, target: db, run: run.id).insert()
    try db.insert(into: CareTables.imported, number, at.description, source.path, run.id)
    try requireSound(db, number, network: run.network, digest, from: run.id, of: source)
    return Arrival(from: run.id, number: number, job: run.job, digest: digest, fate: .imported)
  }

  /// What was copied must be sealed by the digests that it had, and the ledger go on from what it was.
  private func requireSound(
    _ db: Database, _ number: Int, network: String?, _ digest: Digest, from run: Int, of source: Record
  ) throws {
    let findings =
      try (RunChecks.all + DecisionChecks.all).flatMap { try $0(db, number) }
      + (network.map { name in try LedgerChecks.all.flatMap { try $0(db, name) } } ?? [])
    if let finding = findings.first {
      throw refusal("run \(run) of \(source.path) does not fit here: \(finding)")
    }
    guard try RunSeal.compute(db, run: number).record == digest else {
      throw refusal("run \(run) of \(source.path) did not arrive as it was sealed there")
    }
  }

  /// Where a run was copied from; nil of one that was trained for this record.
  package func origin(of run: Int) throws(RecordError) -> Origin? {
    try read { db in try CareRows.origin(db, run: run) }
  }
}
