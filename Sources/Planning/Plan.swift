package import Datasets
package import Determinism
package import Federation
package import JobSpec
package import Kernel
package import Tokenomics

/// The fully resolved job: a value that can be printed, hashed, compared, and executed without looking anything up.
package struct Plan: Sendable {
  /// One data partition, who owns it and whose worker trains it.
  package struct Client: Sendable, Equatable {
    package var index: Int
    package var name: String
    /// nil when the job names no owners.
    package var owner: String?
    /// nil when no participant has the role `compute`.
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

  /// Where the rows are, and what a worker makes of them.
  package enum Data: Sendable, Equatable {
    /// In files that every worker opens.
    case shared(DatasetRecipe)
    /// In files that only their owners' workers open.
    case resident(ResidentPlan)
  }

  package var job: Job
  /// Every field with its value and where it came from, sorted by path.
  package var resolved: [ResolvedField]
  package var data: Data
  /// The data's files; of resident data each client's, as its host names it.
  package var sources: [PreparedData.SourceFile]
  /// The other files that decide the run: the schedule of cohorts, then the initial model.
  package var inputs: [PreparedData.SourceFile] = []
  package var featureNames: [String]
  package var classNames: [String]
  package var testRows: Int
  package var clients: [Client]
  package var model: ModelShape
  package var initial = InitialModel.seed(0)
  package var numerics = Numerics.portable
  package var training: TrainingRecipe
  package var cohortRule: CohortRule
  /// How many of a cohort count, the first in client order that are in time; all when nil.
  package var counted: Int?
  /// What the job calls success; nil when it names no criterion.
  package var success: Bar?
  package var stopWhen: Bar?
  /// nil when the job has no tokenomics.
  package var economy: EconomyRules?
  /// Of the canonical spec, the digests of all files and the kernel's version: what makes two runs the same run.
  package var runKey: Digest

  /// Everything that is read, besides the job itself.
  package var files: [PreparedData.SourceFile] { sources + inputs }
  /// nil when the data is resident.
  package var dataset: DatasetRecipe? { if case .shared(let recipe) = data { recipe } else { nil } }
  /// nil unless the data is resident.
  package var resident: ResidentPlan? { if case .resident(let plan) = data { plan } else { nil } }
  package var seed: UInt64 { job.seed }
  package var rounds: Int { job.federation.rounds }

  /// The clients that train in a round, counted from 1; in client order.
  package func cohort(round: Int) -> [Int] { cohortRule.cohort(round: round) }

  /// Whether the global model is evaluated after this round: every so many rounds, and after the last.
  package func isEvaluated(round: Int) -> Bool {
    round.isMultiple(of: job.federation.evaluateEvery) || round == rounds
  }
}
