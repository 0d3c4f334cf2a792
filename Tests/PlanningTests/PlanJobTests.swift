import Determinism
import JobSpec
import Kernel
import Testing
import Tokenomics

@testable import Planning

struct PlanJobTests {
  @Test func `a plan holds everything that execution needs`() throws {
    let plan = try #require(PlannedText().plan)
    #expect(plan.featureNames == ["age", "weight"])
    #expect(plan.classNames == ["sick", "well"])
    #expect(plan.testRows == 8)
    #expect(plan.clients.map(\.rows) == [8, 8, 8, 8])
    #expect(plan.clients.map { $0.labelCounts.reduce(0, +) } == [8, 8, 8, 8])
    #expect(plan.clients.map(\.owner) == ["ann", "bob", "cy", "ann"])
    #expect(plan.clients.map(\.operator) == ["bob", "cy", "bob", "cy"])
    #expect(
      plan.model == ModelShape(inputs: 2, hidden: [], outputs: 2, activation: .relu, loss: .crossEntropy))
    #expect(plan.training == TrainingRecipe(learningRate: 0.1, epochs: 2, batchSize: 4, shuffle: true))
    #expect((1...3).map { plan.cohort(round: $0).count } == [2, 2, 2])
    #expect(plan.success == Bar(metric: .recall, ofClass: 0, atLeast: 0.5))
    #expect((1...3).map(plan.isEvaluated(round:)) == [false, true, true])
    #expect(
      plan.economy
        == EconomyRules(
          network: "wards", symbol: "W", decimals: 2, maxSupply: 10_000,
          genesis: [.init(account: "ann", amount: 150)], emissionPerRound: 4000, halvingEvery: 2,
          dataShare: 5000,
          computeShare: 5000, validatorShare: 0, treasuryShare: 0, contribution: .samples, validators: [],
          treasuries: []))
  }

  @Test func `cohorts are drawn from seed and round alone`() throws {
    let three = try #require(PlannedText().plan)
    let five = try #require(PlannedText(("rounds: 3", "rounds: 5")).plan)
    #expect((1...3).map(five.cohort(round:)) == (1...3).map(three.cohort(round:)))
    let other = try #require(PlannedText(("seed: 9", "seed: 10")).plan)
    #expect((1...3).map(other.cohort(round:)) != (1...3).map(three.cohort(round:)))
  }

  @Test func `the run key changes with the job and the data, not with paths, workers or comments`() throws {
    let key = try #require(PlannedText().plan).runKey
    #expect(
      try #require(PlannedText(("seed: 9", "seed: 9 # the same\nworkers: {local: 7}")).plan).runKey == key)
    #expect(try #require(PlannedText(("epochs: 2", "epochs: 3")).plan).runKey != key)
    #expect(try #require(PlannedText(csv: PlannedText.csv + "50,60,well\n").plan).runKey != key)
    // Whoever changes this on purpose makes every recorded run a run of an older arithmetic: move `arithmeticVersion`.
    #expect(key.hex == "e1d03d39ab4bd08ffaad13779002ab109923de874e4c0b802278de650956c43b")
  }

  @Test func `estimates by hand`() throws {
    let plan = try #require(PlannedText().plan)
    let economy = try #require(plan.economy)
    let opening = try Ledger().applying(economy.genesisTransfers(), maxSupply: economy.maxSupply)
    let estimate = plan.estimate(workers: 2, opening: opening)
    // Three rounds of two clients of eight rows for two epochs; 2x2 products, without a gradient of the input.
    #expect(estimate.trainingOperations == Double(3 * 2 * 8 * 2 * 4 * 4))
    // Six updates and two models a round, of six floats.
    #expect(estimate.wireBytes == (6 + 6) * 6 * 4)
    // 40 and 40, then 20 of which the cap leaves 18.5 above the genesis of 1.5.
    #expect(estimate.emission == 9850)
  }

  @Test func `estimates convolutions by hand`() throws {
    let plan = try #require(
      PlannedText(
        (
          "model: softmax",
          "model: {cnn: {image: [1, 1, 2], layers: [{conv: {filters: 3, size: 1}}, {max_pool: 1}]}}"
        )
      ).plan)
    // Three filters at two places, of the first layer; then six values for two outputs.
    #expect(
      plan.estimate(workers: 2, opening: Ledger()).trainingOperations
        == Double(3 * 2 * 8 * 2 * (6 * 4 + 12 * 6)))
  }

  @Test func `the arithmetic is part of what makes a run the same run`() throws {
    let portable = try #require(PlannedText().plan)
    let blas = try #require(PlannedText(("strategy: fedavg", "strategy: fedavg\n  numerics: blas")).plan)
    #expect(portable.numerics == .portable && blas.numerics == .blas)
    #expect(portable.runKey != blas.runKey)
  }

  @Test func `an anomaly is class 1, whatever its name`() throws {
    for (anomaly, classes) in [("sick", ["well", "sick"]), ("well", ["sick", "well"])] {
      let plan = try #require(
        PlannedText(
          (
            "task: classification\n  success: {metric: recall, of: sick, at_least: 0.5}",
            "task: anomaly_detection\n  anomaly: \(anomaly)\n  success: {metric: auc, at_least: 0.5}"
          ),
          ("model: softmax", "model: {autoencoder: {hidden: [1]}}")
        ).plan)
      #expect(plan.classNames == classes)
      #expect(plan.success == Bar(metric: .auc, atLeast: 0.5))
      #expect(plan.model.loss == .reconstruction && plan.model.outputs == 2)
    }
  }

  @Test func `a million rounds of a hundred thousand clients are planned without drawing them`() throws {
    let csv = "age,weight,state\n" + (0..<100_000).map { "\($0 % 90),\($0 % 7),\($0 % 2)\n" }.joined()
    let plan = try #require(
      PlannedText(
        ("fraction: 0.2", "fraction: 0.0001"), ("clients: 4", "clients: 99990"), ("count: 2", "count: 500"),
        ("rounds: 3", "rounds: 1000000"), ("of: sick", "of: 1"), csv: csv
      ).plan)
    #expect(plan.clients.count == 99_990)
    #expect(plan.rounds == 1_000_000)
    let last = plan.cohort(round: 1_000_000)
    #expect(last.count == 500 && last == Set(last).sorted() && last.allSatisfy { 0..<99_990 ~= $0 })
    let estimate = plan.estimate(workers: 2, opening: Ledger())
    // A million rounds of 500 updates and two models, of six floats.
    #expect(estimate.wireBytes == 1e6 * 502 * 24)
    #expect(estimate.trainingOperations == 1e6 * 500 * 2 * 16)
  }
}

struct PlanDifferenceTests {
  @Test func `tells what was changed, added and taken away`() throws {
    let before = try #require(PlannedText().plan).resolved.filter(\.identity).map {
      (path: $0.path, value: $0.value)
    }
    let after = try #require(
      PlannedText(
        ("learning_rate: 0.1", "learning_rate: 0.2, momentum: 0.5"),
        ("cohort: {count: 2}", "cohort: {fraction: 0.5}")
      )
      .plan)
    #expect(
      differences(from: before, to: after.resolved) == [
        FieldDifference(path: "federation.cohort.count", before: "2", after: nil),
        FieldDifference(path: "federation.cohort.fraction", before: nil, after: "0.5"),
        FieldDifference(path: "training.optimizer.sgd.learning_rate", before: "0.1", after: "0.2"),
        FieldDifference(path: "training.optimizer.sgd.momentum", before: "0", after: "0.5"),
      ])
    #expect(differences(from: before, to: try #require(PlannedText().plan).resolved).isEmpty)
  }
}

struct ParticipantOrderTests {
  @Test func `the order in which participants are listed changes nothing`() throws {
    let listed = try #require(PlannedText().plan)
    let reordered = try #require(
      PlannedText(
        (
          "  bob: {roles: [data, compute]}\n  cy: {roles: [data, compute]}",
          "  cy: {roles: [data, compute]}\n  bob: {roles: [data, compute]}"
        )
      ).plan)
    #expect(reordered.runKey == listed.runKey)
    #expect(reordered.clients == listed.clients)
  }
}
