import Testing

@testable import Record

struct ViewTests {
  let folder = try! TemporaryFolder()

  private func lines(_ sql: String) throws -> [String] {
    let record = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    try record.playWhole()
    return try record.queue.lines(sql)
  }

  @Test(arguments: Views.all.map(\.name))
  func `every view can be read`(name: String) throws {
    #expect(try lines("SELECT * FROM \(name)").isEmpty == (name == "reproductions"))
  }

  @Test func `runs`() throws {
    #expect(
      try lines("SELECT run, job, status, rounds_done, rounds_planned, network, started, finished FROM runs")
        == ["1|sample|succeeded|3|3|hospitals|2026-11-22T16:21:07.000Z|2026-11-22T16:21:11.000Z"])
  }

  @Test func `rounds`() throws {
    #expect(
      try lines(
        "SELECT round, clients, printf('%.4f', training_loss), test_loss, accuracy, finished FROM rounds")
        == [
          "1|2|0.3333|0.75|0.8|2026-11-22T16:21:08.000Z", "2|2|0.1875|||2026-11-22T16:21:09.000Z",
          "3|2|0.1667|0.25|0.8|2026-11-22T16:21:10.000Z",
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
