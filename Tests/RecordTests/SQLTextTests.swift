import Foundation
import GRDB
import Planning
import Testing

@testable import Record

struct SQLTextTests {
  let folder = try! TemporaryFolder()

  /// RECORD_GOLDENS=1 writes it anew.
  private func golden(_ text: String) throws -> String {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sample.sql")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" { try Data(text.utf8).write(to: url) }
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test func `a run is the same text from any record, whatever its number there`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    let text = try record.sql(of: 1, observations: false)
    #expect(try text == golden(text))

    let other = try Record.open(path: folder.file("other.sqlite"), for: .writing(), now: steppingClock())
    try other.playWhole(Sample.inputs("free", economy: nil))
    let writer = try other.begin(Sample.inputs(), environment: Sample.environment)
    _ = try writer.play(1...3, from: writer.start.ledger, worker: 7, seconds: 3)
    try writer.observe(.ended(.completed(success: true)))
    #expect(try other.sql(of: 2, observations: false) == text)
    try other.settle(run: 2, other.sampleSettlement(of: 2))
    #expect(try other.sql(of: 2, observations: false) == text)
    _ = try other.prune(try other.pruneCandidates())
    #expect(try other.sql(of: 2, observations: false) == text)
    #expect(try other.sql(of: 2, observations: true) != text)
  }

  @Test func `the text of several runs is read into one database and answers as the record does`() throws {
    let record = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    try record.playWhole()
    try record.playWhole(Sample.inputs("it's \"second\""))
    let queue = try DatabaseQueue()
    // The first one twice: it takes its own place.
    for run in [1, 2, 1] {
      try queue.inDatabase { try $0.execute(sql: record.sql(of: run, observations: true)) }
    }
    let questions = [
      "SELECT job, seed, rounds, network FROM run ORDER BY job",
      "SELECT count(*), sum(loss), max(update_digest) FROM client_update",
      "SELECT account, reason, amount FROM reward ORDER BY 1, 2, 3",
      "SELECT text FROM spec_file ORDER BY text",
      "SELECT host, command FROM attempt", "SELECT * FROM network",
    ]
    let file = try DatabaseQueue(path: folder.file())
    for question in questions {
      #expect(try queue.lines(question) == file.lines(question), "\(question)")
    }
  }
}
