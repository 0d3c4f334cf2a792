package import Datasets
package import Determinism
package import JobSpec
package import Planning
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

/// The commit that a job's files were run from.
package struct GitState: Sendable, Equatable {
  package var commit: String
  /// An observation: the same commit may have any branch.
  package var branch: String?
  /// Of the difference to the commit; nil when there was none.
  package var diffDigest: Digest?
  /// The difference itself, to be kept in the record; nil when there was none, or it is too large to keep. What the record
  /// kept is read by itself: `Record.gitDiff(of:)`.
  package var diff: [UInt8]?

  package init(commit: String, branch: String?, diffDigest: Digest?, diff: [UInt8]? = nil) {
    self.commit = commit
    self.branch = branch
    self.diffDigest = diffDigest
    self.diff = diff
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
  /// In the order in which they were given.
  package var settings: [Setting]
  package var fields: [StoredField]
  package var data: [PreparedData.SourceFile]
  package var featureNames: [String]
  /// In class order; empty for regression.
  package var classNames: [String]
  package var testRows: Int
  package var clients: [Plan.Client]
  /// nil outside a repository.
  package var git: GitState?

  package init(
    key: Digest, job: String, seed: UInt64, rounds: Int, arithmetic: Int, economy: EconomyRules?,
    spec: [SpecFile], settings: [Setting] = [], fields: [StoredField], data: [PreparedData.SourceFile],
    featureNames: [String],
    classNames: [String],
    testRows: Int, clients: [Plan.Client], git: GitState?
  ) {
    self.key = key
    self.job = job
    self.seed = seed
    self.rounds = rounds
    self.arithmetic = arithmetic
    self.economy = economy
    self.spec = spec
    self.settings = settings
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
