import JobSpec
import Testing

@Suite struct ExplainTests {
  @Test func `explains a field`() throws {
    #expect(
      try explain("training.optimizer.sgd.momentum") == """
        training.optimizer.sgd.momentum

        How much of the last step goes into the next.

          type     a number of at least 0 and below 1
          default  0
          example  momentum: 0.9
        """)
  }

  @Test func `explains sections, cases and maps`() throws {
    let paths = [
      "", "training", "data.source", "model", "model.mlp", "model.softmax", "model.cnn.layers",
      "model.initial",
      "training.schedule", "participants.mayo",
      "chain.target", "federation.deadline", "workers", "workers.local", "workers.ssh", "workers.ssh.1.host",
      "workers.ssh.options.ProxyJump", "workers.slurm.time", "labels.team.lead",
    ]
    let report = try paths.map { "### \($0)\n\(try explain($0))\n\n" }
    try Golden("explain.txt").expect(report.joined())
  }

  @Test func `a name of the user's and a position in a list are the field they stand for`() throws {
    #expect(try explain("participants.mayo.roles.0") == explain("participants.NAME.roles"))
    #expect(try explain("model.mlp.hidden.1") == explain("model.mlp.hidden"))
    #expect(try explain("model.cnn.layers.0.conv.size") == explain("model.cnn.layers.conv.size"))
  }

  @Test(arguments: [
    ("model.mlp.hiden", "model.mlp.hidden"), ("learning_rate", "training.optimizer.sgd.learning_rate"),
    ("federation.round", "federation.rounds"), ("tokenomics.decimal", "tokenomics.token.decimals"),
  ])
  func `an unknown path names the nearest`(path: String, nearest: String) {
    #expect(throws: UnknownField.self) { try explain(path) }
    do { _ = try explain(path) } catch {
      #expect(error.message == "there is no field `\(path)`; did you mean `\(nearest)`?")
    }
  }

  @Test func `explains the fields of a batch, with the name of a job or without`() throws {
    let paths = ["batch", "batch.jobs", "batch.jobs.train", "batch.jobs.train.matrix", "batch.retry"]
    let report = try paths.map { "### \($0)\n\(try explain($0))\n\n" }
    try Golden("explain-batch.txt").expect(report.joined())
    #expect(try explain("batch.jobs.matrix") == explain("batch.jobs.train.matrix"))
    #expect(try explain("batch.jobs.train.matrix.set") == explain("batch.jobs.train.matrix.lr.set"))
    #expect(try explain("batch.jobs.retry.at_most") == explain("batch.jobs.train.retry.at_most"))
  }

  @Test func `nothing is near to nonsense`() {
    do { _ = try explain("qwertyuiop.zzz") } catch {
      #expect(error.message == "there is no field `qwertyuiop.zzz`")
    }
  }
}
