import JobSpec
import Testing
import YAMLTree

/// Whose workers the pools are.
@Suite struct OperatorTests {
  static let people = """
    participants:
      mayo: {roles: [compute]}
      mercy: {roles: [compute, data]}
      charite: {roles: [data]}

    """

  static let refused = [
    "{ssh: {host: a, operator: maya}}", "{local: 1, ssh: {host: a, operator: charite}}",
    "{ssh: {host: a, operator: mayo}}",
    "{slurm: [{operator: mayo, name: one}, {operator: mercy, name: two}, {operator: x, name: three}]}",
    "{local: 0, ssh: {host: a, operator: mayo}, slurm: {operator: mayo}}",
    "{ssh: [{host: a, operator: mayo}, {host: b}], slurm: {operator: mercy}}",
    "{local: 1, ssh: {host: a, operator: mayo}}",
  ]

  @Test func `refuses operators who lend no compute, and whom no pool is for`() throws {
    let report = Self.refused.map { text in
      "### \(text)\n\(read(Example.small + Self.people + "workers: \(text)\n").diagnostics.rendered)\n"
    }
    try Golden("operators.txt").expect(report.joined())
  }

  @Test(arguments: [
    "{ssh: {host: a}}", "{ssh: [{host: a, operator: mayo}, {host: b, operator: mercy}]}",
    "{local: 0, ssh: {host: a, operator: mercy}, slurm: {operator: mayo}}", "{local: 1, ssh: {host: a}}",
  ])
  func `accepts pools that leave nobody's clients out`(workers: String) {
    #expect(read(Example.small + Self.people + "workers: \(workers)\n").diagnostics.rendered == "")
  }

  @Test func `says the same of a workers file`() throws {
    let job = try #require(read(Example.small + Self.people).job)
    let problems = try Self.refused.map { text in
      let body = text.dropFirst().dropLast()
      let file = readWorkers(
        SourceText(name: "hosts.yaml", bytes: Array("{schema: muster/v1, kind: workers, \(body)}".utf8)))
      return workerProblems(try #require(file.workers), for: job)
    }
    #expect(
      problems == [
        [
          "the operator of the pool `a`: there is no participant `maya`; did you mean `mayo`?"
        ],
        [
          "the operator of the pool `a`: `charite` does not have the role `compute`; add `compute` to its roles"
        ],
        [
          "no pool trains the clients of `mercy`: every pool is another operator's; give a pool `operator: mercy`"
        ],
        [
          "the operator of the pool `three`: there is no participant `x`; the participants are `mayo`, `mercy` and `charite`"
        ],
        [
          "no pool trains the clients of `mercy`: every pool is another operator's; give a pool `operator: mercy`"
        ],
        [
          "other pools name an operator, and the pool `b` names none; give it an `operator` too: who trains a client is paid for it"
        ],
        [
          "other pools name an operator, and the pool `local` names none; leave out `local`: this machine's workers have no operator"
        ],
      ])
  }
}
