/// Small jobs on generated data.
struct Job {
  var name = "points"
  var seed = 7
  var rounds = 4
  var clients = 5
  var cohort = 3
  var network: String?

  /// Three kinds of points in the plane, 30 of each.
  static let points =
    "x,y,kind\n"
    + (0..<90).map { row in
      let kind = row % 3
      return "\(row * 37 % 41 + 40 * kind),\(row * 53 % 47 + 20 * kind),\(["red", "green", "blue"][kind])\n"
    }.joined()

  /// A line with some noise: a regression.
  static let line = "x,y\n" + (0..<60).map { "\($0),\(3 * $0 + $0 * 29 % 7)\n" }.joined()

  var text: String {
    """
    schema: muster/v1
    kind: job
    name: \(name)
    seed: \(seed)
    use_case: {industry: logistics, task: classification}
    data:
      source: {csv: points.csv, label: kind, scale: standard}
      test: {fraction: 20%, stratified: true}
      partitions: {iid: {clients: \(clients)}}\(network == nil ? "" : "\n  owners: [anna, ben]")
    model: softmax
    training:
      optimizer: {sgd: {learning_rate: 0.1}}
      epochs: 1
      batch_size: 8
    federation:
      rounds: \(rounds)
      cohort: {count: \(cohort)}
      strategy: fedavg
    workers: {local: 2}

    """ + (network.map(economy) ?? "")
  }

  private func economy(_ network: String) -> String {
    """
    chain:
      target: ethereum
      token: {contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3"}
    tokenomics:
      network: \(network)
      token: {symbol: VIL, decimals: 6}
      genesis: {board: "100"}
      emission: {per_round: "10"}
      split: {data: 70%, compute: 20%, validator: 5%, treasury: 5%}
      contribution: samples
    participants:
      anna: {roles: [data, compute], payout: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"}
      ben: {roles: [data, compute], payout: "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"}
      board: {roles: [validator, treasury], payout: "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", stake: "100"}

    """
  }

  /// A regression whose steps are far too long.
  static let diverging = """
    schema: muster/v1
    kind: job
    name: line
    seed: 7
    use_case: {industry: finance, task: regression}
    data:
      source: {csv: line.csv, label: y}
      test: {fraction: 20%}
      partitions: {iid: {clients: 3}}
    model: linear
    training: {optimizer: {sgd: {learning_rate: 5}}, epochs: 1, batch_size: 8}
    federation: {rounds: 5, strategy: fedavg}
    workers: {local: 2}

    """
}

extension Folder {
  /// A new folder with a job and its data.
  static func with(_ job: Job = Job(), as name: String = "job.yaml") throws -> Folder {
    let folder = try Folder()
    try folder.write(Job.points, to: "points.csv")
    try folder.write(job.text, to: name)
    return folder
  }
}
