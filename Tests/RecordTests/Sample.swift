import Datasets
import Determinism
import Foundation
import JobSpec
import Kernel
import Planning
import Synchronization
import Tokenomics

@testable import Record

/// An empty folder that goes with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "muster-record-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String = "muster.sqlite") -> String { path + "/" + name }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// A small run, made up: three clients, of which two serve in each round, and a network that pays them.
enum Sample {
  static let environment = RunEnvironment(
    host: "alpha", user: "ada", pid: 4711, command: "muster run Jobs/sample.yaml", version: "1.0")

  static let rules = EconomyRules(
    network: "hospitals", symbol: "CARE", decimals: 6, maxSupply: 1_000_000_000,
    genesis: [Ledger.Balance(account: "mayo", amount: 5_000_000)], emissionPerRound: 1_000_001,
    halvingEvery: 2,
    dataShare: 6000, computeShare: 2000, validatorShare: 1000, treasuryShare: 1000, contribution: .samples,
    validators: [EconomyRules.Validator(account: "mercy", stake: 5)], treasuries: ["fund"])

  /// The difference to the commit that it was run with.
  static let diff = Array("diff --git a/Jobs/sample.yaml b/Jobs/sample.yaml\n".utf8)

  static func inputs(_ name: String = "sample", economy: EconomyRules? = rules, rounds: Int = 3) -> RunInputs
  {
    RunInputs(
      key: Digest.of("key of \(name)"), job: name, seed: .max, rounds: rounds, arithmetic: 1,
      economy: economy,
      spec: [
        SpecFile(path: "Jobs/\(name).yaml", text: "schema: muster/v1\nname: \(name)\n# Öl\n"),
        SpecFile(path: "Jobs/networks/hospitals.yaml", text: "network: hospitals\n"),
      ],
      settings: [
        try! Setting(path: "model.mlp.hidden", text: "[32, \"16\"]", source: "--set"),
        try! Setting(path: "name", text: name, source: "--set"),
      ],
      fields: [
        StoredField(path: "model.mlp.hidden.0", value: "32", identity: true),
        StoredField(path: "name", value: name, identity: true),
        StoredField(path: "workers.local", value: "2", identity: false),
      ],
      data: [PreparedData.SourceFile(path: "Jobs/data/cells.csv", digest: Digest.of("cells"))],
      featureNames: ["radius", "a \"quoted\" name"], classNames: ["benign", "malignant"], testRows: 10,
      clients: ["charite", "mayo", nil].enumerated().map { index, owner in
        Plan.Client(
          index: index, name: "client-\(index)", owner: owner, operator: index == 2 ? nil : "charite",
          rows: 10 * (index + 1), labelCounts: [4 * (index + 1), 6 * (index + 1)])
      },
      git: GitState(
        commit: "0123456789abcdef0123456789abcdef01234567", branch: "main", diffDigest: Digest.of(diff),
        diff: diff))
  }

  static func worker(_ number: Int, host: String = "beta") -> WorkerFacts {
    WorkerFacts(
      worker: number, pool: "local", host: host, pid: 100 + number, version: "1.0",
      blasLibrary: "libopenblas.so.0",
      blasConfiguration: "OpenBLAS 0.3.21", fingerprint: Digest.of("numerics"))
  }

  /// What round `round` gives; `worker` and `seconds` are what was seen, and change no result. Compute is paid to the
  /// operator that client 0 was reassigned to, if it was.
  static func outcome(
    _ round: Int, ledger: Ledger?, worker: Int = 0, seconds: Double = 0.25, decisions: [Decision] = []
  ) -> RoundOutcome {
    let cohort = round.isMultiple(of: 2) ? [0, 2] : [0, 1]
    let model = [Float(round), -0.0, .leastNonzeroMagnitude]
    let claims = RoundClaims(
      data: [
        RoundClaims.Claim(account: "charite", weight: 10), RoundClaims.Claim(account: "mayo", weight: 20),
      ],
      compute: [
        RoundClaims.Claim(account: decisions.compactMap(\.kind.operator).first ?? "charite", weight: 60)
      ])
    return RoundOutcome(
      round: round,
      clients: cohort.map { client in
        ClientOutcome(
          client: client, rows: 10 * (client + 1), examples: 20 * (client + 1), steps: 3,
          loss: client == 0 ? -0.0 : 1 / Double(round + client),
          updateDigest: Digest.of("update \(round) \(client)"),
          contribution: .max - UInt64(client), worker: worker, seconds: seconds)
      },
      decisions: decisions, model: model, modelDigest: Digest.of(model),
      evaluation: round == 2 ? nil : evaluation(round),
      rewards: ledger.map { rules.rewards(for: claims, at: $0) } ?? [], seconds: seconds)
  }

  /// A first round whose model has so many parameters.
  static func large(floats: Int) -> RoundOutcome {
    var outcome = outcome(1, ledger: nil)
    outcome.model = [Float](repeating: 0.5, count: floats)
    outcome.modelDigest = Digest.of(outcome.model)
    return outcome
  }

  static func evaluation(_ round: Int) -> Evaluation {
    var evaluation = Evaluation(classes: 2)
    evaluation.rows = 10
    evaluation.lossSum = 7.5 / Double(round)
    evaluation.confusion = [5, 1, 1, 3]
    evaluation.targetSum = -0.0
    // Of the four rows of one class and the six of the other, 17 pairs stand right and 3 are equal.
    evaluation.concordance = Concordance(halfPairs: 37, pairs: 24)
    return evaluation
  }
}

extension Decision.Kind {
  fileprivate var `operator`: String? { if case .reassigned(let name) = self { name } else { nil } }
}

extension RunWriter {
  /// Reports rounds of the sample as they would come from a run that goes on from `start`.
  func play(
    _ rounds: ClosedRange<Int>, from ledger: Ledger?, worker: Int = 0, seconds: Double = 0.25,
    decisions: [Int: [Decision]] = [:]
  ) throws -> Ledger? {
    var ledger = ledger
    for round in rounds {
      let outcome = Sample.outcome(
        round, ledger: ledger, worker: worker, seconds: seconds, decisions: decisions[round] ?? [])
      try observe(.roundFinished(outcome))
      ledger = try ledger?.afterRound(rewards: outcome.rewards)
    }
    return ledger
  }
}

extension Record {
  /// Begins, plays and ends a whole run of the sample.
  @discardableResult
  func playWhole(_ inputs: RunInputs = Sample.inputs(), ending: RunEnding = .completed(success: true)) throws
    -> Int
  {
    let writer = try begin(inputs, environment: Sample.environment)
    try writer.observe(.workerJoined(Sample.worker(0)))
    _ = try writer.play(1...inputs.rounds, from: writer.start.ledger)
    try writer.observe(.ended(ending))
    return writer.run
  }
}

/// A clock that moves one second with every look.
func steppingClock(from start: Int64 = 1_795_364_465_000) -> @Sendable () -> Timestamp {
  let looks = Counter()
  return { Timestamp(milliseconds: start + 1000 * looks.next()) }
}

private final class Counter: Sendable {
  private let count = Mutex<Int64>(0)

  func next() -> Int64 {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}
