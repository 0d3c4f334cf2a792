import Batches
import Record

/// Leaves in the record what became of a batch and of each of its jobs.
final class BatchRows: BatchObserver {
  private let record: Record
  private let number: Int
  private var places: [String: Int] = [:]

  /// - Parameter number: the batch's in the record.
  init(of number: Int, in record: Record) {
    (self.number, self.record) = (number, record)
  }

  func observe(_ event: BatchEvent) throws {
    switch event {
    case .started(let start):
      places = Dictionary(start.jobs.enumerated().map { ($1, $0) }) { first, _ in first }
    case .jobEnded(let report): try note(report)
    case .ended(let report): try record.endBatch(number, status: report.status)
    case .jobStarted, .jobRests: break
    }
  }

  private func note(_ report: JobReport) throws {
    guard let place = places[report.id] else { return }
    try record.note(
      StoredBatchJob(
        position: place, id: report.id, outcome: report.outcome.rawValue, reason: report.reason,
        run: report.run, attempts: report.attempts, seconds: report.seconds), inBatch: number)
  }
}
