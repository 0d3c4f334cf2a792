import JobSpec
import Testing
import YAMLTree

@Suite struct ExampleTests {
  @Test func `decodes the job of the hospitals`() throws {
    let result = read(Example.hospitals, files: Example.files)
    #expect(result.diagnostics.rendered == "")
    #expect(result.sources.map(\.name) == ["Jobs/x.yaml", "Jobs/networks/hospitals.yaml"])
    #expect(result.job == ExampleTests.hospitals)
  }

  @Test func `the small job takes every default`() throws {
    var job = Job()
    job.name = "small"
    job.useCase.industry = "finance"
    job.data.source.format = .csv(path: "rows.csv")
    job.data.source.label = "y"
    job.data.test = TestSplit()
    job.data.partitions = .iid(clients: 4)
    var sgd = Training.SGD()
    sgd.learningRate = 0.1
    job.training.optimizer = .sgd(sgd)
    job.federation.rounds = 3
    job.federation.cohort.fraction = 1
    #expect(read(Example.small).job == job)
  }

  @Test func `resolves every field`() throws {
    let resolved = read(Example.hospitals, files: Example.files).resolved
    let lines = resolved.map { field in
      let origin =
        switch field.origin {
        case .defaulted: "default"
        case .file(let place), .setting(let place):
          "\(place.source.name):\(place.start.line):\(place.start.column)"
        }
      return "\(field.path) = \(field.value)  # \(origin)\(field.identity ? "" : ", no identity")\n"
    }
    try Golden("resolved.txt").expect(lines.joined())
  }

  @Test func `the order of keys and the spelling of values do not change what is resolved`() throws {
    let other =
      "kind: job\n"
      + Example.small.replacing("learning_rate: 0.1", with: "momentum: 0.0, learning_rate: 1e-1")
      .replacing("\nkind: job\n", with: "\n").replacing("model: softmax", with: "model: {softmax: {}}")
    let (a, b) = (read(Example.small).resolved, read(other).resolved)
    #expect(!b.isEmpty)
    #expect(a.map(\.path) == b.map(\.path))
    #expect(a.map(\.value) == b.map(\.value))
  }

  @Test func `finds the place of a field, or of the section around one that is not in the file`() throws {
    let resolved = read(Example.small).resolved
    #expect(resolved.place(of: "federation.rounds")?.text == "3")
    #expect(resolved.place(of: "data.source.csv")?.text == "rows.csv")
    #expect(resolved.place(of: "training.optimizer.sgd.momentum")?.text == "0.1")
    #expect(resolved.place(of: "workers.local")?.text == "muster/v1")
  }

  @Test func `the examples of the top-level fields make a job`() {
    let text = Job.fields.map { "\($0.shape.key): \($0.shape.example)\n" }.joined()
    let network = Example.network.replacing(
      "split: {data: 60%, compute: 0.3, validator: 10%}", with: "split: {data: 100%}"
    )
    .replacing("mercy: \"5000\", ", with: "")
    #expect(read(text, files: ["Jobs/networks/hospitals.yaml": network]).diagnostics.rendered == "")
  }

  static let hospitals: Job = {
    var job = Job()
    job.name = "breast-cancer-hospitals"
    job.seed = 42
    job.useCase.industry = "healthcare"
    job.useCase.summary = "Tell malignant tumours from benign ones; no hospital's rows leave it."
    var success = Success()
    success.metric = .recall
    success.of = "malignant"
    success.atLeast = 0.93
    job.useCase.success = success

    job.data.source.format = .csv(path: "data/breast-cancer.csv")
    job.data.source.label = "diagnosis"
    job.data.source.drop = ["id"]
    job.data.source.scale = .standard
    var test = TestSplit()
    test.fraction = 0.2
    test.stratified = true
    job.data.test = test
    job.data.partitions = .dirichlet(clients: 6, alpha: 0.5, minRows: 10)
    job.data.owners = ["charite", "mayo", "mercy"]

    var mlp = Model.MLP()
    mlp.hidden = [32, 16]
    job.model = Model(.mlp(mlp))
    var sgd = Training.SGD()
    sgd.learningRate = 0.05
    sgd.momentum = 0.9
    job.training.optimizer = .sgd(sgd)
    job.training.epochs = 2
    job.training.batchSize = 16
    job.federation.rounds = 30
    job.federation.cohort.fraction = 0.67
    job.federation.cohort.atLeast = 3

    var chain = Chain()
    chain.target = .optimism
    chain.tokenContract = "0x4200000000000000000000000000000000000042"
    job.chain = chain
    job.tokenomics = network
    job.participants = [
      participant("charite", [.data, .compute], "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
      participant("mayo", [.data], "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
      participant("mercy", [.data, .validator], "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", stake: "5000"),
    ]
    job.workers.local = 2
    return job
  }()

  static let network: TokenomicsSection = {
    var network = TokenomicsSection()
    network.network = "hospitals"
    network.token.symbol = "CARE"
    network.token.decimals = 6
    network.token.maxSupply = TokenAmount(uncheckedText: "1000000")
    network.genesis = [
      .init(account: "mercy", amount: TokenAmount(uncheckedText: "5000")),
      .init(account: "mayo", amount: TokenAmount(uncheckedText: "250.5")),
    ]
    network.emission.perRound = TokenAmount(uncheckedText: "100")
    network.emission.halvingEvery = 1000
    network.split.data = 6000
    network.split.compute = 3000
    network.split.validator = 1000
    network.contribution = .lossReduction
    return network
  }()

  static func participant(_ name: String, _ roles: [Participant.Role], _ payout: String, stake: String? = nil)
    -> Participant
  {
    var participant = Participant()
    participant.name = name
    participant.roles = roles
    participant.payout = payout
    participant.stake = stake.map { TokenAmount(uncheckedText: $0) }
    return participant
  }
}
