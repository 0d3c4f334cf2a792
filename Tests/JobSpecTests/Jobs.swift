import JobSpec
import YAMLTree

/// Reads a job whose section files are `files`, by path.
func read(
  _ text: String, name: String = "Jobs/x.yaml", root: String = ".", settings: [Setting] = [],
  files: [String: String] = [:]
) -> ReadJob {
  let source = SourceText(name: name, bytes: Array(text.utf8))
  return readJob(source, root: root, settings: settings) { path in
    files[path].map { .success(Array($0.utf8)) } ?? .failure(.missing)
  }
}

/// The diagnostics of a small valid job in which `old` is replaced by `new`.
func diagnostics(_ old: String, _ new: String) -> String {
  precondition(Example.small.contains(old), "the small job has no \(old)")
  return read(Example.small.replacing(old, with: new)).diagnostics.rendered
}

enum Example {
  static let small = """
    schema: muster/v1
    kind: job
    name: small
    use_case: {industry: finance, task: classification}
    data:
      source: {csv: rows.csv, label: y}
      partitions: {iid: {clients: 4}}
    model: softmax
    training:
      optimizer: {sgd: {learning_rate: 0.1}}
    federation:
      rounds: 3

    """

  static let hospitals = """
    # yaml-language-server: $schema=../Schemas/job.v1.json
    schema: muster/v1
    kind: job
    name: breast-cancer-hospitals
    seed: 42

    use_case:
      industry: healthcare
      task: classification
      summary: Tell malignant tumours from benign ones; no hospital's rows leave it.
      success: {metric: recall, of: malignant, at_least: 0.93}

    data:
      source: {csv: data/breast-cancer.csv, label: diagnosis, drop: [id], scale: standard}
      test: {fraction: 0.2, stratified: true}
      partitions: {dirichlet: {clients: 6, alpha: 0.5, min_rows: 10}}
      owners: [charite, mayo, mercy]

    model:
      mlp: {hidden: [32, 16], activation: relu}

    training:
      optimizer: {sgd: {learning_rate: 0.05, momentum: 0.9}}
      epochs: 2
      batch_size: 16

    federation:
      rounds: 30
      cohort: {fraction: 67%, at_least: 3}
      strategy: fedavg

    chain:
      target: optimism
      token: {contract: "0x4200000000000000000000000000000000000042"}

    tokenomics: networks/hospitals.yaml

    participants:
      charite: {roles: [data, compute], payout: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}
      mayo:    {roles: [data], payout: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"}
      mercy:   {roles: [data, validator], payout: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", stake: "5000"}

    workers: {local: 2}

    labels: {team: oncology}
    x-note: free

    """

  static let network = """
    network: hospitals
    token: {symbol: CARE, decimals: 6, max_supply: "1000000"}
    genesis: {mercy: "5000", mayo: "250.50"}
    emission: {per_round: "100", halving_every: 1000}
    split: {data: 60%, compute: 0.3, validator: 10%}
    contribution: loss_reduction

    """

  static let files = ["Jobs/networks/hospitals.yaml": network]
}
