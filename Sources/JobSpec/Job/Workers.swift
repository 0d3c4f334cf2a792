/// Where clients are trained: pools of workers on this machine, on hosts that SSH reaches, and under Slurm; and how long
/// each may take to answer. Nothing here changes a result.
package struct Workers: Sendable, Equatable {
  /// Worker processes on this machine. nil means one for each core where no other pool is named, and none beside others.
  package var local: Int?
  package var ssh: [SSHPool] = []
  package var slurm: [SlurmPool] = []
  /// From a worker's start to its greeting.
  package var connect = Duration.seconds(30)
  /// How long a worker may be silent before it is lost. It sends a sign of life every two seconds.
  package var silence = Duration.seconds(30)

  package init() {}

  /// What the pool of this machine's workers is called.
  package static let localName = "local"
}

/// Workers on one host, reached by the user's own `ssh`.
package struct SSHPool: Sendable, Equatable {
  package struct Option: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What the pool is called; the host's name when the job gives none.
  package var name: String?
  package var host = ""
  package var user: String?
  package var port: Int?
  package var workers = 1
  /// The worker program's path on the host, or its name where the host's PATH leads to it.
  package var command = "muster-worker"
  /// The participant whose workers they are.
  package var `operator`: String?
  /// The public keys its workers may have, as 64 hexadecimal digits each; any when empty.
  package var keys: [String] = []
  /// Of ssh itself, by the names of its manual, from a list of harmless ones.
  package var options: [Option] = []

  package init() {}

  package var poolName: String { name ?? host }
}

/// Workers in one allocation of a Slurm cluster.
package struct SlurmPool: Sendable, Equatable {
  /// What the pool is called; "slurm" when the job gives no name.
  package var name: String?
  package var partition: String?
  /// How many workers.
  package var tasks = 1
  /// How many nodes they are spread over; as Slurm likes when nil.
  package var nodes: Int?
  /// The allocation's time limit.
  package var time: Duration?
  package var account: String?
  package var constraint: String?
  package var command = "muster-worker"
  package var `operator`: String?
  package var keys: [String] = []
  /// How long to wait in Slurm's queue.
  package var queue = Duration.seconds(3600)

  package init() {}

  package var poolName: String { name ?? "slurm" }
}
