import Datasets
import Determinism
import Planning
import Testing

@testable import Record

struct DigestTests {
  let folder = try! TemporaryFolder()

  /// Computed by the Python program in `Documentation/record.md` from a record of this run.
  @Test func `the digest of a fixed run is what its definition says`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    #expect(
      try record.run(1).digest?.hex == "cf7620927006f40f6c3fb19656885c77b871b5668dd358b4ea4e89f3e48af3d0")
  }

  @Test func `neither time, worker, host, run number, record nor another run changes a digest`() throws {
    let plain = try Record.open(path: folder.file("plain.sqlite"), for: .writing())
    try plain.playWhole()

    let busy = try Record.open(path: folder.file("busy.sqlite"), for: .writing(), now: steppingClock(from: 0))
    try busy.playWhole(Sample.inputs("before", economy: nil))
    var inputs = Sample.inputs()
    inputs.spec[0].path = "/elsewhere/sample.yaml"
    inputs.data[0].path = "/elsewhere/cells.csv"
    inputs.fields[2].value = "8"
    inputs.git?.branch = "topic"
    var environment = Sample.environment
    environment.host = "omega"
    let writer = try busy.begin(inputs, environment: environment)
    let other = try busy.begin(Sample.inputs("beside", economy: nil), environment: Sample.environment)
    try writer.observe(.workerJoined(Sample.worker(7, host: "delta")))
    var ledger = writer.start.ledger
    for round in 1...3 {
      _ = try other.play(round...round, from: nil)
      ledger = try writer.play(round...round, from: ledger, worker: 7, seconds: Double(round))
    }
    try writer.observe(.workerLost(Trouble.losses[0]))
    try writer.observe(.ended(.completed(success: true)))
    #expect(writer.run == 2)
    #expect(try busy.seal(of: 2) == plain.seal(of: 1))
  }

  @Test func `another input changes the inputs' digest alone`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    var inputs = Sample.inputs("twin", economy: nil)
    try record.playWhole(inputs)
    inputs.key = Digest.of("another key")
    inputs.git = nil
    try record.playWhole(inputs)
    let (first, second) = (try record.seal(of: 1), try record.seal(of: 2))
    #expect(first.inputs != second.inputs && first.results == second.results && first.record != second.record)
    #expect(
      zip(first.parts, second.parts).filter { $0 != $1 }.map { $0.0.table } == ["run", "git"])
  }

  @Test func `the ending counts`() throws {
    let digests = try [RunEnding.completed(success: true), .completed(success: false)].map { ending in
      let record = try Record.open(
        path: folder.file("\(ending == .completed(success: true)).sqlite"), for: .writing())
      try record.playWhole(ending: ending)
      return try record.run(1).digest
    }
    #expect(digests[0] != digests[1])
  }
}
