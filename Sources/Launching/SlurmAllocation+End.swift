extension SlurmAllocation {
  /// How the end of ``command`` reads: with it goes the allocation.
  ///
  /// - Parameters:
  ///   - status: the words for its exit status.
  ///   - complaint: its last lines of standard error.
  package func end(status: String, complaint: String?) -> WorkerEnd {
    let lines = slurmLines(complaint)
    if let line = lines.last(where: { $0.contains("exceeded its time limit") }) {
      return WorkerEnd(
        .unreachable, reason: "the time of Slurm's job \(job) was up: \(line)",
        help: "give the pool a longer `time`")
    }
    let words = lines.isEmpty ? status : lines.suffix(2).joined(separator: "; ")
    if isInside {
      return WorkerEnd(.unreachable, reason: "the nodes of Slurm's job cannot be told: \(words)")
    }
    if isGranted { return WorkerEnd(.unreachable, reason: "Slurm's job \(job) is over: \(words)") }
    if let refusal = lines.lazy.compactMap(SlurmRefusal.init).first { return refusal.end }
    return WorkerEnd(.unreachable, reason: "Slurm gave no allocation: \(words)")
  }
}

/// A line by which salloc tells that the request cannot be granted as it is (its words of version 22.05).
private struct SlurmRefusal {
  let reason: String

  init?(_ line: String) {
    let signs = ["submit/allocate failed: ", "salloc: error: Invalid ", "salloc: fatal: "]
    guard signs.contains(where: line.contains), !Self.passing.contains(where: line.contains) else {
      return nil
    }
    reason = line.firstRange(of: "failed: ").map { String(line[$0.upperBound...]) } ?? line
  }

  /// Troubles of the cluster, not of the request.
  private static let passing = [
    "Unable to contact", "timed out", "failure", "temporarily", "standby", "Zero Bytes", "credential",
  ]

  var end: WorkerEnd { WorkerEnd(.barred, reason: "Slurm refuses the request: \(reason)", help: help) }

  private var help: String {
    let known = [
      ("account", "`sacctmgr show associations user=$USER` lists your accounts: mend the pool's `account`"),
      ("partition", "`sinfo` lists the partitions: mend the pool's `partition`"),
      ("feature", "`sinfo -o '%P %f'` lists what nodes have: mend the pool's `constraint`"),
      ("time", "`sinfo -o '%P %l'` lists the limits: mend the pool's `time`"),
    ]
    return known.first { reason.contains($0.0) }?.1
      ?? "ask for what the cluster has: `sinfo -N -l` lists its nodes"
  }
}
