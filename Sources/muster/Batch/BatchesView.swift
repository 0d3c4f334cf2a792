import Batches
import Determinism
import Record

/// What a record's batches did.
struct BatchesView {
  private let batches: [StoredBatch]

  init(_ batches: some Sequence<StoredBatch>) { self.batches = Array(batches) }

  /// - Parameter number: of the one batch whose jobs are wanted.
  func text(of number: Int?) -> String {
    if number != nil, let batch = batches.first { return jobs(of: batch) }
    guard !batches.isEmpty else { return "no batches yet" }
    var table = TextTable(
      ("batch", .right), ("name", .left), ("started", .left), ("status", .right), ("jobs", .right),
      ("trained", .right), ("skipped", .right), ("failed", .right), ("not done", .right))
    for batch in batches {
      let count = { (isSo: (StoredBatchJob) -> Bool) in "\(batch.jobs.count(where: isSo))" }
      table.add(
        "\(batch.number)", batch.name, batch.started.description, batch.status.map { "\($0)" } ?? "",
        count { _ in true }, count { $0.attempts > 0 }, count { $0.outcome == "skipped" },
        count { JobOutcome(rawValue: $0.outcome)?.isFailure == true },
        count { JobOutcome(rawValue: $0.outcome).map { !$0.isGood && !$0.isFailure } == true })
    }
    return table.text()
  }

  private func jobs(of batch: StoredBatch) -> String {
    var table = TextTable(
      ("job", .left), ("outcome", .left), ("run", .right), ("attempts", .right), ("why", .left))
    for job in batch.jobs {
      table.add(job.id, job.outcome, job.run.map { "\($0)" } ?? "", "\(job.attempts)", job.reason)
    }
    return table.text()
  }

  /// For programs. Keys are added, never changed.
  func json(of number: Int?) -> JSON {
    if number != nil, let batch = batches.first { return batch.json }
    return .array(batches.map(\.json))
  }
}

extension StoredBatch {
  fileprivate var json: JSON {
    .object([
      ("batch", .int(number)), ("name", .string(name)), ("path", .string(path)),
      ("started", .string(started.description)),
      ("finished", finished.map { .string($0.description) } ?? .null),
      ("status", status.map { .int(Int($0)) } ?? .null), ("jobs", .array(jobs.map(\.json))),
    ])
  }
}

extension StoredBatchJob {
  fileprivate var json: JSON {
    .object([
      ("job", .string(id)), ("outcome", .string(outcome)), ("reason", .string(reason)),
      ("run", run.map(JSON.int) ?? .null), ("attempts", .int(attempts)), ("seconds", .double(seconds)),
    ])
  }
}
