package import Datasets
package import JobSpec
package import Planning
package import Record

/// All that the record holds of one run and a person may want to know, read once; what is told of it is a function of this.
package struct RunFacts: Sendable {
  package let run: StoredRun
  package let fields: [StoredField]
  /// What took the place of the job's own values.
  package let settings: [Setting]
  /// nil when the record holds none, as of a run that was imported without.
  package let dataset: StoredDataset?
  package let clients: [Plan.Client]
  package let rounds: [StoredRound]
  package let data: [PreparedData.SourceFile]
  package let git: GitState?
  package let attempts: [StoredAttempt]
  package let workers: [WorkerFacts]
  package let pools: [StoredPool]
  package let losses: [WorkerLoss]
  package let reproductions: [Reproduction]
  /// When its model was removed; nil while it is there.
  package let pruned: Timestamp?
  /// Where it was copied from; nil of a run that was trained for this record.
  package let origin: Origin?
  package let openings: [Opening]
  package let earnings: [Earning]
  /// nil when the run was not paid out.
  package let settlement: StoredSettlement?

  /// - Throws: `unknownRun`, and what cannot be read.
  package init(run id: Int, record: Record) throws(RecordError) {
    run = try record.run(id)
    fields = try record.fields(of: id)
    settings = try record.settings(of: id)
    dataset = try record.dataset(of: id)
    clients = try record.clients(of: id)
    rounds = try record.rounds(of: id)
    data = try record.dataFiles(of: id)
    git = try record.git(of: id)
    attempts = try record.attempts(of: id)
    workers = try record.workers(of: id)
    pools = try record.pools(of: id)
    losses = try record.losses(of: id)
    reproductions = try record.reproductions(of: id)
    pruned = try record.pruned(run: id)
    origin = try record.origin(of: id)
    openings = try record.openings(of: id)
    earnings = try record.earnings(of: id)
    settlement = try record.settlement(of: id)
  }
}
