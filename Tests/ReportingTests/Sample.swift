import Datasets
import Determinism
import Foundation
import Kernel
import Planning
import Record
import Synchronization
import Tokenomics

@testable import Reporting

/// A record in a temporary folder, which goes with the test.
final class Shelf {
  let path: String
  private let record: Record

  /// - Parameter clock: milliseconds between two looks; runs begin on 22 November 2026.
  init() throws {
    path = NSTemporaryDirectory() + "muster-reporting-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let looks = Looks()
    record = try Record.open(
      path: path + "/muster.sqlite", for: .writing(), host: "alpha",
      now: { Timestamp(milliseconds: 1_795_364_465_000 + 1000 * looks.next()) })
  }

  deinit {
    try? record.close()
    try? FileManager.default.removeItem(atPath: path)
  }

  private final class Looks: Sendable {
    private let count = Mutex<Int64>(0)

    func next() -> Int64 {
      count.withLock { count in
        defer { count += 1 }
        return count
      }
    }
  }

  /// Records a run.
  ///
  /// - Parameter ending: nil leaves it going on.
  func play(_ sample: Sample, ending: RunEnding? = .completed(success: true)) throws -> RunFacts {
    let writer = try record.begin(sample.inputs, environment: Sample.environment)
    for number in 1...2 { try writer.observe(.workerJoined(sample.worker(number))) }
    for loss in sample.losses { try writer.observe(.workerLost(loss)) }
    var ledger = writer.start.ledger
    for round in sample.played {
      let outcome = sample.outcome(round, ledger: ledger)
      try writer.observe(.roundFinished(outcome))
      ledger = try ledger?.afterRound(rewards: outcome.rewards)
    }
    if let ending { try writer.observe(.ended(ending)) }
    return try RunFacts(run: writer.run, record: record)
  }

  func facts(_ run: Int) throws -> RunFacts { try RunFacts(run: run, record: record) }
}

/// A small run, made up: of three clients two serve in each round, and a network pays.
struct Sample {
  enum Task { case classification, regression, anomalies }

  static let environment = RunEnvironment(
    host: "alpha", user: "ada", pid: 4711, command: "muster run Jobs/sample.yaml", version: "1.0")

  var name = "sample"
  var task = Task.classification
  var rounds = 3
  var played = 1...3
  var evaluateEvery = 1
  var isPaid = true
  var clients = 3
  var classes = ["benign", "malignant"]
  /// Rows of each label that the first client holds.
  var held = [4, 6]
  var clientNames: [String] = ["north", "south", "west"]
  var owners = ["charite", "mayo", "mercy"]
  var summary = "Tell malignant tumours from benign ones."
  var learningRate = "0.05"
  var success: [(String, String)] = [("metric", "recall"), ("of", "malignant"), ("at_least", "0.7")]
  var decisions: [Int: [Decision]] = [:]
  var losses: [WorkerLoss] = []
  var loss: (Int) -> Double = { 1 / Double($0) }

  private var rules: EconomyRules {
    EconomyRules(
      network: "hospitals", symbol: "CARE", decimals: 6, maxSupply: 1_000_000_000,
      genesis: [Ledger.Balance(account: owners[1], amount: 5_000_000)], emissionPerRound: 1_000_001,
      halvingEvery: 2, dataShare: 6000, computeShare: 2000, validatorShare: 1000, treasuryShare: 1000,
      contribution: .samples, validators: [EconomyRules.Validator(account: owners[2], stake: 5)],
      treasuries: ["fund"])
  }

  private var labels: [String] { task == .classification ? classes : [] }

  private var fields: [StoredField] {
    var fields = [
      ("name", name), ("training.optimizer.sgd.learning_rate", learningRate),
      ("use_case.industry", "healthcare"),
      ("use_case.summary", summary), ("use_case.task", task == .anomalies ? "anomaly_detection" : "\(task)"),
    ]
    fields += success.map { ("use_case.success." + $0.0, $0.1) }
    if isPaid {
      fields += [
        ("tokenomics.contribution", "samples"), ("tokenomics.network", "hospitals"),
        ("tokenomics.token.decimals", "6"), ("tokenomics.token.max_supply", "1000"),
        ("tokenomics.token.symbol", "CARE"),
      ]
    }
    return fields.sorted { $0.0 < $1.0 }.map { StoredField(path: $0.0, value: $0.1, identity: true) }
  }

  var inputs: RunInputs {
    RunInputs(
      key: Digest.of("key of \(name) \(learningRate)"), job: name, seed: 7, rounds: rounds, arithmetic: 2,
      economy: isPaid ? rules : nil,
      spec: [SpecFile(path: "Jobs/sample.yaml", text: "schema: muster/v1\nname: sample\n")], fields: fields,
      data: [PreparedData.SourceFile(path: "Jobs/data/cells.csv", digest: Digest.of("cells"))],
      featureNames: ["radius"], classNames: labels, testRows: 10,
      clients: (0..<clients).map { index in
        Plan.Client(
          index: index, name: clientNames.indices.contains(index) ? clientNames[index] : "client-\(index)",
          owner: isPaid ? owners[index % owners.count] : nil,
          operator: isPaid && index != 2 ? owners[0] : nil,
          rows: 10 * (index + 1), labelCounts: labels.isEmpty ? [] : held.map { $0 * (index + 1) })
      },
      git: GitState(
        commit: "0123456789abcdef0123456789abcdef01234567", branch: "main", diffDigest: Digest.of("diff")))
  }

  func worker(_ number: Int) -> WorkerFacts {
    WorkerFacts(
      worker: number, pool: "local", host: "beta", pid: 100 + number, version: "1.0", blasLibrary: nil,
      blasConfiguration: nil, fingerprint: Digest.of("numerics"))
  }

  func outcome(_ round: Int, ledger: Ledger?) -> RoundOutcome {
    let cohort = [0, min(clients - 1, round.isMultiple(of: 2) ? 2 : 1)]
    let claims = RoundClaims(
      data: [
        RoundClaims.Claim(account: owners[0], weight: 10), RoundClaims.Claim(account: owners[1], weight: 20),
      ], compute: [RoundClaims.Claim(account: owners[0], weight: 60)])
    let model = [Float(round)]
    return RoundOutcome(
      round: round,
      clients: cohort.map { client in
        ClientOutcome(
          client: client, rows: 10 * (client + 1), examples: 20 * (client + 1), steps: 3, loss: loss(round),
          updateDigest: Digest.of("update \(round) \(client)"), contribution: UInt64(10 * (client + 1)),
          worker: 1,
          seconds: 0.25)
      },
      decisions: decisions[round] ?? [], model: model, modelDigest: Digest.of(model),
      evaluation: round.isMultiple(of: evaluateEvery) ? evaluation(round) : nil,
      rewards: ledger.map { rules.rewards(for: claims, at: $0) } ?? [], seconds: 0.5)
  }

  private func evaluation(_ round: Int) -> Evaluation {
    var evaluation = Evaluation(classes: labels.count)
    evaluation.rows = 10
    evaluation.lossSum = 7.5 / Double(round)
    switch task {
    case .classification:
      evaluation.confusion = round == 1 ? [5, 1, 2, 2] : [5, 1, 1, 3]
    case .regression:
      (evaluation.squaredErrorSum, evaluation.absoluteErrorSum) = (4, 5)
      (evaluation.targetSum, evaluation.targetSquareSum) = (20, 60)
    case .anomalies:
      (evaluation.squaredErrorSum, evaluation.absoluteErrorSum) = (4, 5)
      evaluation.concordance = Concordance(halfPairs: 37, pairs: 24)
    }
    return evaluation
  }
}
