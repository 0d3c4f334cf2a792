import ArgumentParser
import Execution
import Record
import WorkerProtocol

extension Failure {
  /// What any error is to the user; nil for what the command-line parser says best itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as RecordError: self.init(error)
    case let error as ExecutionError: self.init(error, resume: nil)
    case let error as ProtocolError:
      self.init(.noWorker, "\(error)", help: error.help ?? "`muster doctor` says what each pool lacks")
    default:
      guard Muster.exitCode(for: error) == .failure else { return nil }
      self.init(.bug, "\(error)", help: "this should not happen; report it with the command and the job")
    }
  }

  /// - Parameter resume: the command that goes on with the run; nil where nothing was recorded.
  init(_ error: ExecutionError, resume: String?) {
    let goesOn = resume.map { "finished rounds are kept; `\($0)` goes on" }
    func help(_ mend: String?) -> String { [mend, goesOn].compactMap(\.self).joined(separator: "; ") }
    switch error {
    case .interrupted: self.init(.stopped, "stopped")
    case .noWorker: self.init(.noWorker, "\(error)", help: help("`muster doctor` says what each pool lacks"))
    case .poisonousTask: self.init(.jobFailed, "\(error)", help: help(nil))
    case .dataChanged: self.init(.invalid, "\(error)", help: "leave the data alone while a run goes on")
    case .workerFailed: self.init(.jobFailed, "\(error)", help: help(nil))
    case .fingerprintDiffers:
      self.init(.configuration, "\(error)", help: "go on with the BLAS library and CPU of the rounds before")
    case .keyNotPinned:
      self.init(
        .configuration, "\(error)",
        help: help("if it is the worker you mean, add its key to the pool's `keys`"))
    case .late(_, let knob):
      self.init(
        .late, "\(error)",
        help: help("to wait longer, raise \(knob) and run it again"))
    case .tooFewClients:
      self.init(
        .jobFailed, "\(error)",
        help: help("raise `deadline`, or lower `min_clients`, in the job and run it again"))
    }
  }

  init(_ error: RecordError) {
    switch error {
    case .missing, .unknownRun:
      self.init(
        .usage, "\(error)",
        help: "`muster list` shows the runs; --record or MUSTER_RECORD names another record")
    case .unknownBatch:
      self.init(.usage, "\(error)", help: "`muster list --batches` shows the batches")
    case .notARecord, .newerSchema, .olderSchema, .cannotRead: self.init(.configuration, "\(error)")
    case .locked: self.init(.locked, "\(error)", help: "try later, or wait for it with --lock-wait SECONDS")
    case .cannotWrite:
      self.init(
        .cannotWrite, "\(error)", help: "mend that and run the command again; what was recorded is kept")
    case .damaged: self.init(.mismatch, "\(error)", help: "go back to a copy of the record")
    case .contradiction(_, let network, _):
      self.init(
        .invalid, "\(error)",
        help: "keep to what `\(network)` began with, or give a new network a new name in `tokenomics.network`"
      )
    case .refused: self.init(.jobFailed, "\(error)")
    }
  }
}
