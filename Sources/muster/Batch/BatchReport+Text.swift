import Batches
import Determinism

extension BatchReport {
  /// A table of the jobs, in the batch's order.
  var text: String {
    var table = TextTable(("job", .left), ("outcome", .left), ("run", .right), ("why", .left))
    for job in jobs {
      table.add(job.id, job.outcome.rawValue, job.run.map { "\($0)" } ?? "", job.reason)
    }
    return table.text()
  }

  /// For programs. Keys are added, never changed.
  func json(number: Int) -> JSON {
    .object([
      ("batch", .string(name)), ("number", .int(number)), ("status", .int(Int(status))),
      ("seconds", .double(seconds)), ("jobs", .array(jobs.map { .object($0.members) })),
    ])
  }
}
