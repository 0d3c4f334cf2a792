import Datasets
import Determinism
import Federation
import JobSpec
import Kernel
import Tokenomics
import WorkerProtocol

@testable import Execution
@testable import Planning

/// A small plan that names no files, and the functions that fake workers compute for it.
enum FakePlan {
  static let clients = 6
  static let sources = [PreparedData.SourceFile(path: "fake.csv", digest: Digest.of("rows"))]
  static let dataDigest = WorkerProtocol.dataDigest(ofSources: sources.map(\.digest))

  static func plan(
    rounds: Int = 4, cohort: Int = 4, clients: Int = FakePlan.clients, counted: Int? = nil,
    operators: [String] = ["op"], contribution: EconomyRules.Contribution = .samples, stopWhen: Bar? = nil
  ) -> Plan {
    var job = Job()
    job.name = "fake"
    job.seed = 7
    job.federation.rounds = rounds
    job.federation.evaluateEvery = 2
    let rule = CohortRule(size: cohort, clients: clients, seed: job.seed)
    return Plan(
      job: job, resolved: [],
      data: .shared(
        DatasetRecipe(
          format: .csv(path: "fake.csv"), label: "y", partitioning: .iid(clients: clients), seed: 7)),
      sources: sources, featureNames: ["a", "b"], classNames: ["n", "p"], testRows: 600,
      clients: (0..<clients).map {
        Plan.Client(
          index: $0, name: "client-\($0)", owner: ["ann", "bob"][$0 % 2],
          operator: operators[$0 % operators.count], rows: 10 + $0,
          labelCounts: [5, 5 + $0])
      },
      model: ModelShape(inputs: 2, hidden: [], outputs: 2, activation: .relu, loss: .crossEntropy),
      training: TrainingRecipe(learningRate: 0.1, epochs: 1, batchSize: 8, shuffle: true),
      cohortRule: rule, counted: counted, success: Bar(metric: .loss, atMost: 1e9),
      stopWhen: stopWhen,
      economy: rules(contribution), runKey: Digest.of("fake"))
  }

  static func rules(_ contribution: EconomyRules.Contribution) -> EconomyRules {
    EconomyRules(
      network: "net", symbol: "NET", decimals: 2, maxSupply: nil, genesis: [], emissionPerRound: 1000,
      halvingEvery: nil, dataShare: 7000, computeShare: 3000, validatorShare: 0, treasuryShare: 0,
      contribution: contribution, validators: [], treasuries: [])
  }

  static func examples(of client: Int) -> Int { 10 + client }

  static func update(of model: [Float], round: Int, client: Int) -> [Float] {
    model.enumerated().map { 0.1 * Float(client + 1) / Float($0.offset + round) - 0.01 * $0.element }
  }

  static func evaluation(of model: [Float], rows: Range<Int>) -> Evaluation {
    var evaluation = Evaluation(classes: 2)
    evaluation.rows = rows.count
    evaluation.confusion = [rows.count, 0, 0, 0]
    for row in rows {
      evaluation.ranking.append(model[row % model.count] * Float(row % 7), isPositive: row % 3 == 0)
      evaluation.lossSum += 1 / (1 + Double(model[row % model.count].magnitude))
    }
    return evaluation
  }
}
