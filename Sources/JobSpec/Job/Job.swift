/// A job: what to train, on what, for whom, paid how. Every value is checked by itself; what two sections say
/// about each other is checked by planning.
package struct Job: Sendable, Equatable {
  package var name = ""
  package var seed: UInt64 = 0
  package var useCase = UseCase()
  package var data = DataSection()
  package var model = Model()
  package var training = Training()
  package var federation = FederationSection()
  package var chain: Chain?
  package var tokenomics: TokenomicsSection?
  /// In the order of the file.
  package var participants: [Participant] = []
  package var workers = Workers()

  package init() {}
}

package struct UseCase: Sendable, Equatable {
  package enum Task: String, Sendable, CaseIterable {
    case classification, regression
    case anomalyDetection = "anomaly_detection"
  }

  package var industry = ""
  package var task = Task.classification
  /// The label of the rows that are anomalies; anomaly detection only.
  package var anomaly: String?
  package var summary: String?
  package var success: Success?

  package init() {}
}

/// The bar a run must reach: exactly one of `atLeast` and `atMost`.
package struct Success: Sendable, Equatable {
  package var metric = Metric.accuracy
  /// The class that precision, recall and F1 are of; nil means their mean over the classes.
  package var of: String?
  package var atLeast: Double?
  package var atMost: Double?

  package init() {}
}

/// What an evaluation reports.
package enum Metric: String, Sendable, CaseIterable {
  case loss, accuracy, precision, recall, f1, auc, mse, mae, r2
}

package struct FederationSection: Sendable, Equatable {
  package enum Strategy: String, Sendable, CaseIterable { case fedavg }
  package enum Numerics: String, Sendable, CaseIterable { case portable, blas }
  /// What becomes of a client whose training is late.
  package enum OnLate: String, Sendable, CaseIterable { case reassign, drop, fail }

  /// The clients of each round: exactly one of `fraction`, `count` and `schedule`; all clients when the section
  /// is absent.
  package struct Cohort: Sendable, Equatable {
    package var fraction: Double?
    package var count: Int?
    /// The path of a file that holds the clients of every round.
    package var schedule: String?
    package var atLeast = 1
    /// So many times as many clients are drawn as count: the first in client order that are in time. At least 1.
    package var overSelect: Double?

    package init() {}
  }

  /// Ends the run early, at the first evaluated round in which the metric reaches the bar.
  package struct StopWhen: Sendable, Equatable {
    package var metric = Metric.accuracy
    package var of: String?
    package var atLeast: Double?
    package var atMost: Double?

    package init() {}
  }

  package var rounds = 0
  package var cohort = Cohort()
  package var strategy = Strategy.fedavg
  /// The global model is evaluated on the test rows every so many rounds, and after the last.
  package var evaluateEvery = 1
  package var stopWhen: StopWhen?
  package var numerics = Numerics.portable
  /// How long a round's training may take.
  package var deadline = Duration.seconds(3600)
  package var onLate = OnLate.reassign
  /// With ``OnLate/drop``: the fewest clients that make a round.
  package var minClients: Int?
  /// How long one attempt at the whole run may take.
  package var runDeadline = Duration.seconds(7 * 24 * 3600)

  package init() {}
}
