package import Determinism
package import Tokenomics

/// One file of a job, as it was read.
package struct SpecFile: Sendable, Equatable {
  /// Where it lay; an observation.
  package var path: String
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// One data file.
package struct DataFile: Sendable, Equatable {
  /// Where it lay; an observation.
  package var path: String
  package var digest: Digest

  package init(path: String, digest: Digest) {
    self.path = path
    self.digest = digest
  }
}

/// One field of a job with its final value.
package struct StoredField: Sendable, Equatable {
  package var path: String
  package var value: String
  /// Whether it is part of the run's identity; paths and placement are not.
  package var identity: Bool

  package init(path: String, value: String, identity: Bool) {
    self.path = path
    self.value = value
    self.identity = identity
  }
}

/// One data partition, who owns it and whose worker trains it.
package struct StoredClient: Sendable, Equatable {
  package var index: Int
  package var name: String
  package var owner: String?
  package var `operator`: String?
  package var rows: Int
  /// Rows of each class, in class order; empty for regression.
  package var labelCounts: [Int]

  package init(
    index: Int, name: String, owner: String?, operator: String?, rows: Int, labelCounts: [Int]
  ) {
    self.index = index
    self.name = name
    self.owner = owner
    self.operator = `operator`
    self.rows = rows
    self.labelCounts = labelCounts
  }
}

/// The commit that a job's files were run from.
package struct GitState: Sendable, Equatable {
  package var commit: String
  /// An observation: the same commit may have any branch.
  package var branch: String?
  /// Of the difference to the commit; nil when there was none.
  package var diffDigest: Digest?

  package init(commit: String, branch: String?, diffDigest: Digest?) {
    self.commit = commit
    self.branch = branch
    self.diffDigest = diffDigest
  }
}

/// Everything a run is given, besides its opening ledger, which the record knows.
package struct RunInputs: Sendable, Equatable {
  package var key: Digest
  package var job: String
  package var seed: UInt64
  package var rounds: Int
  package var arithmetic: Int
  /// nil when the job pays nobody.
  package var economy: EconomyRules?
  /// The job first, then the files it names, in reading order.
  package var spec: [SpecFile]
  package var fields: [StoredField]
  package var data: [DataFile]
  package var featureNames: [String]
  /// In class order; empty for regression.
  package var classNames: [String]
  package var testRows: Int
  package var clients: [StoredClient]
  /// nil outside a repository.
  package var git: GitState?

  package init(
    key: Digest, job: String, seed: UInt64, rounds: Int, arithmetic: Int, economy: EconomyRules?,
    spec: [SpecFile], fields: [StoredField], data: [DataFile], featureNames: [String], classNames: [String],
    testRows: Int, clients: [StoredClient], git: GitState?
  ) {
    self.key = key
    self.job = job
    self.seed = seed
    self.rounds = rounds
    self.arithmetic = arithmetic
    self.economy = economy
    self.spec = spec
    self.fields = fields
    self.data = data
    self.featureNames = featureNames
    self.classNames = classNames
    self.testRows = testRows
    self.clients = clients
    self.git = git
  }
}

/// Who runs a run, and how: observations all.
package struct RunEnvironment: Sendable, Equatable {
  package var host: String
  package var user: String
  package var pid: Int
  /// The command line, as one text.
  package var command: String
  /// Muster's.
  package var version: String

  package init(host: String, user: String, pid: Int, command: String, version: String) {
    self.host = host
    self.user = user
    self.pid = pid
    self.command = command
    self.version = version
  }
}
