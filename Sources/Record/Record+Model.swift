import Determinism
import GRDB

/// The newest model of a run.
package struct StoredModel: Sendable, Equatable {
  /// The round that gave it.
  package var round: Int
  /// As the run's model lays them out.
  package var parameters: [Float]
}

extension Record {
  /// - Returns: nil before the first round, and when the record keeps the model no more.
  /// - Throws: `damaged` when it is not the one whose digest its round has.
  package func model(of run: Int) throws(RecordError) -> StoredModel? {
    try read { db in
      guard let checkpoint = try CheckpointRows.fetch(db, run: run) else { return nil }
      let round = try Row.fetchOne(
        db, sql: "SELECT model_digest FROM round WHERE run = ? AND round = ?",
        arguments: [run, checkpoint.round])
      guard try round?.digest("model_digest") == Digest.of(checkpoint.model) else {
        throw RecordError.damaged(
          path: path, reason: "the model of run \(run) is not the one that round \(checkpoint.round) gave")
      }
      return StoredModel(round: checkpoint.round, parameters: checkpoint.model)
    }
  }
}
