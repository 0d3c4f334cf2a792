/// Why a run stopped before its plan was done. Finished rounds are in the record; `resume` goes on from them.
package enum ExecutionError: Error, Equatable, CustomStringConvertible {
  /// A signal asked the run to stop.
  case interrupted
  /// No pool has workers that stay up; the reasons are the last ones given, newest last.
  case noWorker(reasons: [String])
  /// A worker could not do what the plan asks, and no other would.
  case workerFailed(message: String, help: String)
  /// A worker's kernels give other bits than those of the run's first worker.
  case fingerprintDiffers(worker: Int, host: String)
  /// The data a worker opened is not the data the plan was made from.
  case dataChanged(worker: Int)
  /// A worker's key is none of those that its pool may have.
  case keyNotPinned(pool: String, key: String)
  /// A deadline passed, which the knob sets: "`deadline` in the job".
  case late(String, knob: String)
  /// Too few clients of a round were in time.
  case tooFewClients(round: Int, count: Int, atLeast: Int)
  /// The same task ended every worker that tried it.
  case poisonousTask(String, attempts: Int)

  package var description: String {
    switch self {
    case .interrupted: "interrupted"
    case .noWorker(let reasons):
      "no worker stays up: " + (reasons.isEmpty ? "none could be started" : reasons.joined(separator: "; "))
    case .workerFailed(let message, let help): help.isEmpty ? message : "\(message); \(help)"
    case .fingerprintDiffers(let worker, let host):
      "worker \(worker) on \(host) computes other bits than the run's first worker did, so one run cannot use both"
    case .dataChanged(let worker): "worker \(worker) opened data that differs from what was planned"
    case .keyNotPinned(let pool, let key):
      "the key of a worker of \(pool), \(key), is none of the pool's `keys`"
    case .late(let reason, _): reason
    case .tooFewClients(let round, let count, let atLeast):
      "\(count) of round \(round)'s clients were in time, where `min_clients` asks for \(atLeast)"
    case .poisonousTask(let task, let attempts): "\(task) ended \(attempts) workers, one after another"
    }
  }
}
