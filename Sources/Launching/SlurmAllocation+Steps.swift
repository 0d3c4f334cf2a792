/// Workers in an allocation, each a step of its job.
extension SlurmAllocation {
  /// Where the so-manyeth worker goes, from 0 and counted over restarts: round over the nodes that are left. The
  /// allocation must be granted.
  package func node(_ number: Int) -> String {
    let open = places.isEmpty ? nodes : places
    return open[number % open.count]
  }

  /// The command that leads to the so-manyeth worker.
  ///
  /// A worker is given all that the allocation has on its node (`--overlap`, `--mem=0`, not `--exact`), since steps that
  /// are counted wait for each other, and those that overlap exactly share one core. Without `-u` srun waits for
  /// ends of lines.
  package func step(_ number: Int) -> [String] {
    [
      "srun", "-Q", "-u", "--jobid=\(job)", "--overlap", "--mem=0", "--cpu-bind=none", "--mpi=none",
      "--export=ALL", "-N1", "-n1", "-w", node(number), request.command,
    ]
  }

  /// How the end of a worker's srun reads, of which no more is expected. What it tells of the allocation is kept: no
  /// other worker goes to a node that is gone.
  ///
  /// - Parameters:
  ///   - status: the words for its exit status, which is 0 for a lost node, too.
  ///   - complaint: its last lines of standard error.
  package mutating func endStep(on node: String, status: String, complaint: String?) -> WorkerEnd {
    let lines = slurmLines(complaint)
    guard let (failure, line) = StepFailure.first(in: lines) else {
      return WorkerEnd(
        .ended, reason: "srun to \(node): " + ([status] + lines.suffix(1)).joined(separator: ": "))
    }
    switch failure {
    case .program:
      return WorkerEnd(
        .barred, reason: "\(node) cannot start \(request.command): \(line)",
        help: "give the pool a `command` that can be executed on every node")
    case .job: places = []
    case .node: places.removeAll { $0 == node }
    case .launch: break
    }
    return WorkerEnd(.unreachable, reason: "\(node) cannot be reached under job \(job): \(line)")
  }

  /// Whether nothing can be started in it any more.
  package var isOver: Bool { isGranted && places.isEmpty }
}

/// What may keep a worker from running besides itself, by the words of srun 22.05.
private enum StepFailure: CaseIterable {
  case program
  case job
  case node
  case launch

  /// Parts of a line, each of which is enough.
  private var signs: [String] {
    switch self {
    case .program: ["execve()"]
    case .job: ["has expired", "Invalid job id", "already completing or completed", "Force Terminated job"]
    case .node: ["Node failure on", "Requested node configuration is not available", "Invalid node name"]
    case .launch: ["Task launch for", "Unable to create step", "Unable to confirm allocation"]
    }
  }

  static func first(in lines: [String]) -> (StepFailure, line: String)? {
    for failure in allCases {
      if let line = lines.first(where: { failure.signs.contains(where: $0.contains) }) {
        return (failure, line)
      }
    }
    return nil
  }
}

/// Without what srun says on clusters that bind no worker to cores.
func slurmLines(_ complaint: String?) -> [String] {
  (complaint ?? "").split(whereSeparator: \.isNewline).map(String.init)
    .filter { !$0.contains("lacks support for cpu binding") }
}
