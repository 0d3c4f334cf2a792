import Datasets
import Determinism
import JobSpec
import Kernel
import Testing
import YAMLTree

@testable import Planning

struct ResidentPlanTests {
  /// Ten, fifteen and twenty rows of the forty-five first, of which every fourth is "sick".
  static let clients = [
    ResidentFile(owner: "cy", pool: "gpu-1", csv: rows(0..<10)),
    ResidentFile(owner: "ann", pool: "gpu-2", path: "rows.csv", csv: rows(10..<25)),
    ResidentFile(owner: "cy", csv: rows(25..<45)),
  ]

  static func rows(_ rows: Range<Int>, well: String = "well") -> String {
    "age,weight,state\n"
      + rows.map { "\(20 + $0),\(60 + $0 % 7),\($0 % 4 == 0 ? "sick" : well)\n" }.joined()
  }

  @Test func `a plan of resident data holds all that execution needs, and reads nothing`() throws {
    let layout = try ResidentFile.layout(Self.clients)
    let text = PlannedText(resident: Self.clients, layout: layout)
    #expect(text.diagnostics == "")
    let plan = try #require(text.plan)
    #expect(plan.dataset == nil)
    #expect(
      plan.resident
        == ResidentPlan(
          recipe: ResidentRecipe(
            label: "state", scale: .standard, test: .init(fraction: 0.2, stratified: true), seed: 9),
          layout: layout,
          clients: [
            ResidentClient(name: "cy.1", pool: "gpu-1", path: "/srv/rows.csv"),
            ResidentClient(name: "ann", pool: "gpu-2", path: "rows.csv"),
            ResidentClient(name: "cy.2", pool: "local", path: "/srv/rows.csv"),
          ]))
    #expect(
      plan.sources
        == Self.clients.map {
          PreparedData.SourceFile(path: $0.path, digest: Digest.of(Array($0.csv.utf8)))
        })
    #expect(plan.featureNames == ["age", "weight"])
    #expect(plan.classNames == ["sick", "well"])
    #expect(plan.testRows == 2 + 3 + 4)
    #expect(
      plan.clients == [
        // cy lends compute, and ann does not: hers is dealt out as any client's is.
        Plan.Client(index: 0, name: "cy.1", owner: "cy", operator: "cy", rows: 8, labelCounts: [2, 6]),
        Plan.Client(index: 1, name: "ann", owner: "ann", operator: "cy", rows: 12, labelCounts: [3, 9]),
        Plan.Client(index: 2, name: "cy.2", owner: "cy", operator: "cy", rows: 16, labelCounts: [4, 12]),
      ])
    #expect(plan.success == Bar(metric: .recall, ofClass: 0, atLeast: 0.5))
  }

  @Test func `the run key is of the owners and the files in client order, not of where they lie`() throws {
    func plan(_ clients: [ResidentFile]) throws -> Plan {
      try #require(PlannedText(resident: clients, layout: try ResidentFile.layout(clients)).plan)
    }
    let first = try plan(Self.clients)
    #expect(first.runKey == runKey(resolved: first.resolved, files: first.sources))
    var elsewhere = Self.clients
    for index in elsewhere.indices { (elsewhere[index].pool, elsewhere[index].path) = ("lab", "x\(index)") }
    #expect(try plan(elsewhere).runKey == first.runKey)
    var swapped = Self.clients
    (swapped[0].csv, swapped[2].csv) = (swapped[2].csv, swapped[0].csv)
    #expect(try plan(swapped).runKey != first.runKey)
    var sold = Self.clients
    sold[1].owner = "bob"
    #expect(try plan(sold).runKey != first.runKey)
  }

  @Test func `without what the workers tell there is no plan`() throws {
    let refusal = """
      job.yaml:12:35: error: its data is resident: a plan needs the workers that hold it
         |
      12 |   partitions: {resident: [{owner: cy, pool: gpu-1, path: /srv/rows.csv}]}
         |                                   ^^
         = help: name their pools in `workers`, or in a file behind `--workers`
      """
    let one = [Self.clients[0]]
    let ask = ("count: 2", "count: 1")
    let others = try ResidentFile.layout(Self.clients)
    for layout in [nil, others] {
      let text = PlannedText(resident: one, ask, layout: layout)
      #expect(text.own == "" && text.diagnostics == refusal)
    }
  }

  @Test func `what all clients tell can contradict the job`() throws {
    let clients = Self.clients.map { client in
      var changed = client
      changed.csv = changed.csv.replacing("sick", with: "well")
      return changed
    }
    let text = PlannedText(
      resident: clients, ("of: sick, ", ""), layout: try ResidentFile.layout(clients, ("of: sick, ", "")))
    #expect(
      text.told == ["state | one-class | every row has the same label, so there is nothing to learn"])
    let other = PlannedText(
      resident: Self.clients, ("of: sick", "of: sik"), layout: try ResidentFile.layout(Self.clients))
    #expect(other.told == ["sik | unknown-class | the data has no class `sik`"])
  }

  @Test func `a resident job that contradicts itself needs no layout to be refused`() {
    let text = PlannedText(
      resident: Self.clients, ("scale: standard", "drop: [state]"), ("count: 2", "count: 4"), layout: nil)
    #expect(text.own == text.diagnostics)
    #expect(
      text.told == [
        "state | data | column `state`: is both the label and dropped",
        "4 | cohort-size | a cohort of 4 is asked of 3 clients",
      ])
  }

  @Test func `what is wrong with a client's file is shown where the job names it`() throws {
    let (_, resolved) = PlannedText.read(ResidentFile.changes(Self.clients))
    let one = residentDiagnostic("cannot be read", help: nil, client: 1, resolved: resolved)
    #expect(one.place?.text == "rows.csv" && one.code == "resident-data" && one.message == "cannot be read")
    let all = residentDiagnostic("they differ", help: "mend them", client: nil, resolved: resolved)
    #expect(all.place?.start.line == 12 && all.help == "mend them")
  }
}
