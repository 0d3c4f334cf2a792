import Determinism
import GRDB

/// What pruning did to a record's file.
package struct PruneOutcome: Sendable, Equatable {
  /// The file's size before and after, in bytes.
  package var before: Int
  package var after: Int
}

extension Record {
  /// The runs that still have their model, then the batches; each oldest first.
  package func pruneCandidates() throws(RecordError) -> [PruneCandidate] {
    let sizes = try modelSizes()
    let runs = try runs().compactMap { run in
      sizes[run.id].map { size in
        PruneCandidate(
          kind: .run, number: run.id, name: run.job,
          ended: run.digest == nil ? nil : run.finished ?? run.started,
          succeeded: run.status == .succeeded, size: size)
      }
    }
    return runs + (try batchCandidates())
  }

  private func batchCandidates() throws(RecordError) -> [PruneCandidate] {
    try batches().map { batch in
      PruneCandidate(
        kind: .batch, number: batch.number, name: batch.name, ended: batch.finished,
        succeeded: batch.status == 0, size: batch.jobs.count + 1)
    }
  }

  /// In bytes, by run; runs without a model have none.
  private func modelSizes() throws(RecordError) -> [Int: Int] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT run, sum(length(parameters)) AS size FROM checkpoint_part GROUP BY run")
      return Dictionary(
        try rows.map { (try $0.count("run"), try $0.count("size")) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Removes the models of the runs and the batches' rows, and gives their space back. Everything that a digest
  /// covers stays, and so does the ledger.
  ///
  /// - Throws: `refused` for a run that may go on: it needs its model.
  package func prune(_ candidates: [PruneCandidate]) throws(RecordError) -> PruneOutcome {
    let before = try size()
    let at = now().description
    try write { db in
      for candidate in candidates {
        switch candidate.kind {
        case .run: try removeModel(db, of: candidate.number, at: at)
        case .batch:
          for table in ["batch_job", "batch"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE batch = ?", arguments: [candidate.number])
          }
        }
      }
    }
    try configure("VACUUM")
    return PruneOutcome(before: before, after: try size())
  }

  private func removeModel(_ db: Database, of run: Int, at: String) throws {
    guard try Row.fetchOne(db, sql: "SELECT 1 FROM ending WHERE run = ?", arguments: [run]) != nil else {
      throw refusal("run \(run) may go on, and needs its model for that")
    }
    for table in ["checkpoint_part", "checkpoint"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run])
    }
    try db.insert(into: CareTables.pruned, run, at)
  }

  /// Gives a run its last model back, trained again.
  ///
  /// - Returns: whether it was wanted: the run had none, and this is the one whose digest its last round has.
  package func restoreModel(_ parameters: [Float], of run: Int) throws(RecordError) -> Bool {
    try write { db in
      let last = try Row.fetchOne(
        db, sql: "SELECT round, model_digest FROM round WHERE run = ? ORDER BY round DESC LIMIT 1",
        arguments: [run])
      guard let last, try CheckpointRows.fetch(db, run: run) == nil,
        try last.digest("model_digest") == Digest.of(parameters)
      else { return false }
      try CheckpointRows.store(db, parameters, round: try last.count("round"), run: run)
      try db.execute(sql: "DELETE FROM pruned WHERE run = ?", arguments: [run])
      return true
    }
  }

  private func size() throws(RecordError) -> Int {
    try read { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      return pages * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }
  }

  /// When a run's model was removed; nil while it is there.
  package func pruned(run: Int) throws(RecordError) -> Timestamp? {
    try read { db in try CareRows.pruned(db, run: run) }
  }
}
