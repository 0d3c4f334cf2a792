import JobSpec
import Testing
import YAMLTree

@Suite struct MistakesTests {
  static let job = """
    schema: muster/v1
    kind: job
    name: Breast Cancer
    seed: 012
    use_case:
      industry: healthcare
      task: clasification
      success: {metric: recall, at_least: 0.9, at_most: 1}
    data:
      source: {csv: rows.csv, label: y}
      test: {fraction: 20, stratified: yes}
      partitions: {dirichlet: {clients: 6, alpha: "0.5"}}
      owners: [mercy, mrcy]
    model:
      mlp: {hidden: [32, 16.5], activation: sigmoid}
    training:
      optimizer: {sgd: {learning_rat: 0.05}}
      batch_size:
    federation:
      rounds: 1_000
      strategy: fedprox
      privacy: {epsilon: 1}
    tokenomics:
      network: hospitals
      token: {symbol: CARE, decimals: 2}
      genesis: {mercy: 100}
      emission: {per_round: "0.125"}
      split: {data: 60%, validator: 30%}
    participants:
      mercy: {roles: [data, data]}

    """

  @Test func `reports twenty mistakes of one file in one pass`() throws {
    try Golden("mistakes.txt").expect(read(MistakesTests.job).diagnostics.rendered)
  }

  @Test func `every problem of the file is an error with a place in it`() {
    let found = read(MistakesTests.job).diagnostics
    #expect(found.count == 20)
    #expect(Set(found.map(\.code)).count == 15)
    #expect(found.allSatisfy { $0.severity == .error && $0.place?.source.name == "Jobs/x.yaml" })
  }

  @Test func `a job with errors is no job`() {
    let result = read(MistakesTests.job)
    #expect(result.job == nil)
    #expect(result.resolved.isEmpty)
  }
}
