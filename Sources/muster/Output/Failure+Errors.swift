import Execution
import Record

extension Failure {
  init(_ error: ExecutionError) {
    let goesOn = "finished rounds are kept; `muster resume` goes on"
    switch error {
    case .interrupted: self.init(.interrupted, "interrupted")
    case .noWorker: self.init(.noWorker, "\(error)", help: goesOn)
    case .poisonousTask: self.init(.jobFailed, "\(error)", help: goesOn)
    case .workerFailed, .dataChanged, .fingerprintDiffers: self.init(.jobFailed, "\(error)")
    }
  }

  init(_ error: RecordError) {
    switch error {
    case .missing, .unknownRun:
      self.init(
        .usage, "\(error)",
        help: "`muster list` shows the runs; --record or MUSTER_RECORD names another record")
    case .notARecord, .newerSchema, .olderSchema: self.init(.configuration, "\(error)")
    case .locked: self.init(.locked, "\(error)", help: "try later, or wait for it with --lock-wait SECONDS")
    case .cannotWrite:
      self.init(
        .cannotWrite, "\(error)", help: "make room or mend the permissions; what was recorded before is kept")
    case .cannotRead: self.init(.configuration, "\(error)")
    case .damaged: self.init(.mismatch, "\(error)", help: "go back to a copy of the record")
    case .refused: self.init(.jobFailed, "\(error)")
    }
  }
}
