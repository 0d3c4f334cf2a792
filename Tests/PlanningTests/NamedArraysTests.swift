import Datasets
import Federation
import Kernel
import Testing

@testable import Planning

/// Fixed shards, replayed cohorts and initial models: arrays that a job names.
struct NamedArraysTests {
  static let changes = [
    ("{csv: rows.csv, label: state, scale: standard}", "{npy: {x: x, y: y, test_x: tx, test_y: ty}}"),
    ("  test: {fraction: 0.2, stratified: true}\n", ""), ("{iid: {clients: 4}}", "{ranges: offsets.npy}"),
    ("of: sick", "of: 1"), ("cohort: {count: 2}", "cohort: {schedule: schedule.npy}"),
    ("model: softmax", "model: {softmax: {}, initial: init.npy}"),
  ]
  /// Two features, two classes, so six parameters.
  static let parameters: [Float] = [0.5, -1, 2, 0.25, 1e-3, -0.0]
  static let files = [
    "folder/x": npy((0..<20).map { Float($0) }, as: "<f4", shape: [10, 2]),
    "folder/y": npy([0, 1, 0, 1, 0, 1, 0, 1, 0, 1] as [Int32], as: "<i4"),
    "folder/tx": npy([1, 2, 3, 4] as [Float], as: "<f4", shape: [2, 2]),
    "folder/ty": npy([1, 0] as [Int32], as: "<i4"),
    "folder/offsets.npy": npy([0, 4, 5, 10] as [Int64], as: "<i8"),
    "folder/schedule.npy": npy([2, 0, 1, 2, 0, 1, 9, 9] as [Int32], as: "<i4", shape: [4, 2]),
    "folder/init.npy": npy(parameters, as: "<f4"),
  ]

  private func planned(_ changes: (String, String)..., replacing: (String, [UInt8])...) -> PlannedText {
    PlannedText(
      Self.changes + changes, csv: nil,
      files: Self.files.merging(replacing.map { ("folder/" + $0.0, $0.1) }) { $1 })
  }

  @Test func `clients own their rows, cohorts are replayed, and the model starts where it is told`() throws {
    let text = planned()
    #expect(text.told == [])
    let plan = try #require(text.plan)
    #expect(plan.job.files(in: "folder") == plan.files.map(\.path))
    #expect(plan.clients.map(\.rows) == [4, 1, 5])
    #expect(plan.clients.map(\.name) == ["client-0", "client-1", "client-2"])
    #expect(plan.clients.map(\.labelCounts) == [[2, 2], [1, 0], [2, 3]])
    #expect(plan.testRows == 2)
    #expect((1...3).map(plan.cohort(round:)) == [[0, 2], [1, 2], [0, 1]])
    #expect(plan.cohortRule.size == 2)
    #expect(try plan.startingModel().map(\.bitPattern) == Self.parameters.map(\.bitPattern))
    #expect(
      plan.sources.map(\.path) == ["folder/x", "folder/y", "folder/tx", "folder/ty", "folder/offsets.npy"])
    #expect(plan.inputs.map(\.path) == ["folder/schedule.npy", "folder/init.npy"])
  }

  @Test func `every array is part of what makes a run the same run`() throws {
    let key = try #require(planned().plan).runKey
    let other = [
      ("offsets.npy", npy([0, 5, 6, 10] as [Int64], as: "<i8")),
      ("schedule.npy", npy([2, 0, 1, 2, 0, 2, 9, 9] as [Int32], as: "<i4", shape: [4, 2])),
      ("init.npy", npy([1, 1, 1, 1, 1, 1] as [Float], as: "<f4")),
    ]
    for change in other {
      #expect(try #require(planned(replacing: change).plan).runKey != key, "\(change.0)")
    }
    let seeded = try #require(planned(("initial: init.npy", "initial: {seed: 7}")).plan)
    #expect(
      try seeded.runKey != key && seeded.initial == .seed(7) && seeded.startingModel() == [0, 0, 0, 0, 0, 0])
  }

  @Test func `a model's own seed draws other parameters than the job's`() throws {
    let job = try #require(PlannedText(("model: softmax", "model: {mlp: {hidden: [3]}}")).plan)
    let own = try #require(
      PlannedText(("model: softmax", "model: {mlp: {hidden: [3]}, initial: {seed: 7}}")).plan)
    #expect(try job.startingModel() == initialParameters(job.model, seed: 9))
    #expect(try own.startingModel() == initialParameters(job.model, seed: 7))
    #expect(try job.startingModel() != own.startingModel())
  }

  @Test func `shards that do not fit the rows`() {
    func told(_ offsets: [Int64], shape: [Int]? = nil) -> [String] {
      planned(replacing: ("offsets.npy", npy(offsets, as: "<i8", shape: shape))).told
    }
    let head = "offsets.npy | data | folder/offsets.npy: "
    #expect(told([0, 4, 9]) == [head + "reaches from 0 to 9, but there are 10 training rows"])
    #expect(told([1, 4, 10]) == [head + "reaches from 1 to 10, but there are 10 training rows"])
    #expect(told([0, 4, 4, 10]) == [head + "client 1 would have the rows from 4 up to 4, which are none"])
    #expect(told([0, 6, 5, 10]) == [head + "client 1 would have the rows from 6 up to 5, which are none"])
    #expect(told([0, 10], shape: [1, 2]) == [head + "has the shape [1, 2], where [clients + 1] is wanted"])
    #expect(told([10]) == [head + "has the shape [1], where [clients + 1] is wanted"])
    #expect(
      planned(replacing: ("offsets.npy", npy([0, 4.5, 10], as: "<f8"))).told
        == [head + "number 1, 4.5, is not an integer below 2⁵³"])
    #expect(
      planned(replacing: ("offsets.npy", [1, 2, 3])).told == [head + "is not an NPY file"])
    #expect(
      planned(("offsets.npy", "gone.npy")).told == [
        "gone.npy | data | folder/gone.npy: cannot be read: not here"
      ])
  }

  @Test func `shards need test rows of their own`() {
    #expect(
      PlannedText(("{iid: {clients: 4}}", "{ranges: offsets.npy}")).own == """
        job.yaml:12:24: error: `ranges` are of rows as they lie, and a test split would take some of them away
           |
        12 |   partitions: {ranges: offsets.npy}
           |                        ^^^^^^^^^^^
           = help: name test files in `data.source.npy` or `data.source.idx`
        """)
  }

  @Test func `a schedule that does not fit the rounds or the clients`() {
    func told(_ cohorts: [Int32], shape: [Int]) -> [String] {
      planned(replacing: ("schedule.npy", npy(cohorts, as: "<i4", shape: shape))).told
    }
    let head = "schedule.npy | schedule | `folder/schedule.npy` "
    #expect(told([0, 1, 1, 2], shape: [2, 2]) == [head + "holds 2 rounds, but the job has 3"])
    #expect(
      told([0, 1, 1, 3, 0, 1], shape: [3, 2]) == [head + "round 2 names client 3, who does not exist"])
    #expect(
      told([0, 1, 1, 2, -1, 1], shape: [3, 2]) == [head + "round 3 names client -1, who does not exist"])
    #expect(told([0, 1, 2, 2, 0, 1], shape: [3, 2]) == [head + "round 2 names client 2 twice"])
    #expect(
      told([0, 1, 2], shape: [3]) == [
        head + "has the shape [3], where [rounds, clients of a round] is wanted"
      ])
    #expect(
      planned(("schedule.npy}", "schedule.npy}\n  on_late: drop\n  min_clients: 3")).told == [
        "3 | cohort-minimum | a round needs 3 clients, but no more than 2 of its cohort count"
      ])
    #expect(
      planned(("schedule.npy", "gone.npy")).told == [
        "gone.npy | data | folder/gone.npy: cannot be read: not here"
      ])
  }

  @Test func `an initial model that is none of this model`() {
    func told(_ parameters: [Float]) -> [String] {
      planned(replacing: ("init.npy", npy(parameters, as: "<f4"))).told
    }
    #expect(
      told([1, 2, 3, 4, 5])
        == ["init.npy | initial-model | `folder/init.npy` holds 5 numbers, but the model has 6 parameters"])
    #expect(
      told([1, 2, .nan, 4, 5, 6])
        == ["init.npy | data | folder/init.npy: row 2, feature 0 is not a finite 32-bit number"])
    #expect(
      told([1, 2, 3, 4, 5, -.infinity])
        == ["init.npy | data | folder/init.npy: row 5, feature 0 is not a finite 32-bit number"])
  }

  @Test func `all of them are told in one pass`() {
    let text = planned(
      replacing: ("init.npy", npy([1] as [Float], as: "<f4")),
      ("schedule.npy", npy([0] as [Int32], as: "<i4", shape: [1, 1])))
    #expect(text.told.map { $0.prefix(12) } == ["init.npy | i", "schedule.npy"])
  }
}
