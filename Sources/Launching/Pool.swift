/// Workers that are reached in one way.
package struct Pool: Sendable, Equatable {
  package enum Reach: Sendable, Equatable {
    /// Child processes on this machine.
    case local
    case ssh(SSHHost)
    case slurm(SlurmRequest)
  }

  package var name: String
  /// How many there may be at a time, at least 1.
  package var workers: Int
  package var reach: Reach

  package init(name: String, workers: Int, reach: Reach) {
    self.name = name
    self.workers = workers
    self.reach = reach
  }
}

/// A host as `ssh` is told of it. The texts are allow-listed by whoever reads them from a file, and checked again where the
/// command is made.
package struct SSHHost: Sendable, Equatable {
  package var host: String
  package var user: String?
  package var port: Int?
  /// The worker program there: a path, or a name that the host's PATH leads to.
  package var command: String
  /// By the names of ssh's manual.
  package var options: [(name: String, value: String)]

  package init(
    host: String, user: String? = nil, port: Int? = nil, command: String = "muster-worker",
    options: [(name: String, value: String)] = []
  ) {
    self.host = host
    self.user = user
    self.port = port
    self.command = command
    self.options = options
  }

  package static func == (a: SSHHost, b: SSHHost) -> Bool {
    (a.host, a.user, a.port, a.command) == (b.host, b.user, b.port, b.command)
      && a.options.elementsEqual(b.options, by: ==)
  }
}

/// What Slurm is asked for.
package struct SlurmRequest: Sendable, Equatable {
  package var partition: String?
  package var tasks: Int
  package var nodes: Int?
  /// Minutes, rounded up; the partition's own limit when nil.
  package var minutes: Int?
  package var account: String?
  package var constraint: String?
  package var command: String

  package init(
    partition: String? = nil, tasks: Int = 1, nodes: Int? = nil, minutes: Int? = nil, account: String? = nil,
    constraint: String? = nil, command: String = "muster-worker"
  ) {
    self.partition = partition
    self.tasks = tasks
    self.nodes = nodes
    self.minutes = minutes
    self.account = account
    self.constraint = constraint
    self.command = command
  }
}
