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
    #expect(plan.cohorts.map(\.count) == [2, 2, 2])
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
    #expect(Array(five.cohorts.prefix(3)) == three.cohorts)
    #expect(try #require(PlannedText(("seed: 9", "seed: 10")).plan).cohorts != three.cohorts)
  }

  @Test func `the run key changes with the job and the data, not with paths, workers or comments`() throws {
    let key = try #require(PlannedText().plan).runKey
    #expect(
      try #require(PlannedText(("seed: 9", "seed: 9 # the same\nworkers: {local: 7}")).plan).runKey == key)
    #expect(try #require(PlannedText(("epochs: 2", "epochs: 3")).plan).runKey != key)
    #expect(try #require(PlannedText(csv: PlannedText.csv + "50,60,well\n").plan).runKey != key)
    // Whoever changes this on purpose makes every recorded run a run of an older arithmetic: move `arithmeticVersion`.
    #expect(key.hex == "acdd8b3ba14ea87edd900dfe5d9e800690f04adbe0f45e6dd9506b4f7d3c5dfe")
  }

  @Test func `estimates by hand`() throws {
    let plan = try #require(PlannedText().plan)
    let estimate = plan.estimate(workers: 2, opening: Ledger())
    // Three rounds of two clients of eight rows for two epochs; 2x2 products, without a gradient of the input.
    #expect(estimate.trainingOperations == Double(3 * 2 * 8 * 2 * 4 * 4))
    // Six updates and two models a round, of six floats.
    #expect(estimate.wireBytes == (6 + 6) * 6 * 4)
    // 40 and 40, then 20 of which the cap leaves 18.5 above the genesis of 1.5.
    #expect(estimate.emission == 9850)
  }
}

struct PlanProblemTests {
  @Test func `a model that does not fit the task`() {
    #expect(
      PlannedText(("model: softmax", "model: linear")).diagnostics == """
        job.yaml:14:8: error: `linear` predicts a number, but the task is classification
           |
        14 | model: linear
           |        ^^^^^^
           = help: use `logistic` (two classes), `softmax` or `mlp`
        """)
  }

  @Test func `names and numbers that the data contradicts, all in one pass`() {
    let text = PlannedText(
      ("of: sick", "of: sik"), ("count: 2", "count: 5"), ("max_supply: \"100\"", "max_supply: \"1\""))
    #expect(
      text.diagnostics == """
        job.yaml:8:33: error: the data has no class `sik`
          |
        8 |   success: {metric: recall, of: sik, at_least: 0.5}
          |                                 ^^^
          = help: the classes are `sick`, `well`

        job.yaml:21:19: error: a cohort of 5 is asked of 4 clients
           |
        21 |   cohort: {count: 5}
           |                   ^
           = help: ask for at most 4, or make more partitions

        job.yaml:27:18: error: the genesis balances exceed the maximum supply
           |
        27 |   genesis: {ann: "1.5"}
           |                  ^^^^^
           = help: lower them or raise `token.max_supply`
        """)
  }

  @Test func `logistic wants two classes`() {
    let csv = PlannedText.csv + "70,61,new\n71,61,new\n72,61,new\n73,61,new\n74,61,new\n"
    #expect(
      PlannedText(("model: softmax", "model: logistic"), csv: csv).diagnostics == """
        job.yaml:14:8: error: `logistic` tells two classes apart, but the label has 3
           |
        14 | model: logistic
           |        ^^^^^^^^
           = help: use `softmax` or `mlp`
        """)
  }

  @Test func `what is wrong with the data is shown where the job names it`() {
    #expect(
      PlannedText(csv: "age,weight,state\n1,x,sick\n").diagnostics == """
        job.yaml:10:17: error: folder/rows.csv:2: column "weight": "x" is not a number
           |
        10 |   source: {csv: rows.csv, label: state, scale: standard}
           |                 ^^^^^^^^
           = help: write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in data.source.drop
        """)
    #expect(
      PlannedText(("rows.csv", "other.csv")).diagnostics == """
        job.yaml:10:17: error: folder/other.csv: cannot be read: not here
           |
        10 |   source: {csv: other.csv, label: state, scale: standard}
           |                 ^^^^^^^^^
           = help: check the path and its permissions; a path is read relative to the job file
        """)
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
