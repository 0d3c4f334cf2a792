import GRDB
import Testing

@testable import Record

struct ViewTests {
  let folder = try! TemporaryFolder()

  private func lines(_ sql: String) throws -> [String] {
    let record = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    try record.playTroubled()
    try record.playAfterwards()
    return try record.queue.lines(sql)
  }

  @Test(arguments: Views.all.map(\.name))
  func `every view can be read`(name: String) throws {
    #expect(try lines("SELECT * FROM \(name)").isEmpty == (name == "reproductions"))
  }

  @Test func `runs`() throws {
    #expect(
      try lines("SELECT run, job, status, rounds_done, rounds_planned, network, started, finished FROM runs")
        == ["1|sample|succeeded|3|3|hospitals|2026-11-22T16:21:07.000Z|2026-11-22T16:21:14.000Z"])
  }

  @Test func `rounds`() throws {
    #expect(
      try lines(
        "SELECT round, clients, printf('%.4f', training_loss), test_loss, accuracy, finished FROM rounds")
        == [
          "1|2|0.3333|0.75|0.8|2026-11-22T16:21:11.000Z", "2|2|0.1875|||2026-11-22T16:21:12.000Z",
          "3|2|0.1667|0.25|0.8|2026-11-22T16:21:13.000Z",
        ])
  }

  @Test func `metrics`() throws {
    #expect(
      try lines("SELECT metric, class, printf('%.4f', value) FROM metrics WHERE round = 1 ORDER BY 1, 2") == [
        "accuracy||0.8000", "auc||0.7708", "loss||0.7500", "precision|benign|0.8333",
        "precision|malignant|0.7500",
        "recall|benign|0.8333", "recall|malignant|0.7500",
      ])
  }

  @Test func `decisions`() throws {
    #expect(
      try lines("SELECT * FROM decisions") == [
        "1|sample|2|0|client-0|reassigned: trained by mercy instead of charite",
        "1|sample|2|1|client-1|dropped: its training was late and does not count",
      ])
  }

  @Test func `updates name the operator whose worker trained`() throws {
    #expect(
      try lines("SELECT round, client, operator FROM updates")
        == ["1|0|charite", "1|1|charite", "2|0|mercy", "2|2|", "3|0|charite", "3|1|charite"])
  }

  @Test func `workers, losses and pools`() throws {
    #expect(
      try lines("SELECT worker, pool, host, losses, key FROM workers") == [
        "0|local|beta|round 1: silent for 30 s|",
        "1|gamma|gamma|round 2: its signature is wrong|" + String(repeating: "0f", count: 32),
      ])
    #expect(
      try DatabaseQueue(path: folder.file()).lines("SELECT * FROM losses") == [
        "1|1|1|0|local|beta|lost|silent for 30 s|2026-11-22T16:21:08.000Z",
        "1|1|2|1|gamma|gamma|refused|its signature is wrong|2026-11-22T16:21:09.000Z",
        "1|1|2|2|delta||lost|connection refused|2026-11-22T16:21:10.000Z",
      ])
    #expect(
      try DatabaseQueue(path: folder.file()).lines("SELECT * FROM pools") == [
        "1|sample|gamma|1|1|0|0|0.0|0|1|attempt 1: its signature is wrong",
        "1|sample|local|1|5|\(1 << 41)|7|1.5|1|1|",
      ])
  }

  @Test func `settings, batches and settlements`() throws {
    #expect(
      try lines("SELECT * FROM settings")
        == ["1|sample|model.mlp.hidden|[32, \"16\"]", "1|sample|name|sample"])
    let queue = try DatabaseQueue(path: folder.file())
    #expect(
      try queue.lines("SELECT batch, name, path, status, jobs, succeeded, skipped, others, user FROM batches")
        == ["1|nightly|Jobs/nightly.yaml|4|2|0|1|1|ada"])
    #expect(
      try queue.lines("SELECT * FROM batch_jobs") == [
        "1|nightly|train[lr=0.1]|skipped|run 1 is this very run|1|0|0.0",
        "1|nightly|train[lr=0.2]|failed|no worker||3|1.5",
      ])
    #expect(
      try queue.lines("SELECT account, address, amount, symbol, target, chain_id, settled FROM settlements") == [
        "charite|0xcharite|0.800000|CARE|optimism|10|2026-11-22T16:20:00.000Z",
        "mayo|0xmayo|1.000002|CARE|optimism|10|2026-11-22T16:20:00.000Z",
      ])
    #expect(
      try queue.lines("SELECT account, balance FROM balances WHERE account IN ('@settled', 'charite', 'mayo')")
        == ["@settled|1.800002", "charite|0.000000", "mayo|5.000000"])
  }

  @Test func `rewards and balances are in tokens`() throws {
    #expect(
      try lines("SELECT round, account, reason, amount, symbol, weight, pot FROM rewards WHERE round = 1")
        == [
          "1|charite|compute|0.200000|CARE|60 of 60|0.200000",
          "1|charite|data|0.200000|CARE|10 of 30|0.600001",
          "1|mayo|data|0.400001|CARE|20 of 30|0.600001", "1|fund|treasury|0.100000|CARE|1 of 1|0.100000",
          "1|mercy|validator|0.100000|CARE|5 of 5|0.100000",
        ])
  }
}
