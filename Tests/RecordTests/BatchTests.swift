import Testing

@testable import Record

struct BatchTests {
  let folder = try! TemporaryFolder()

  @Test func `a batch is remembered with what became of its jobs`() throws {
    let record = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    try record.playWhole(Sample.inputs(economy: nil))
    let number = try record.beginBatch(name: "nightly", path: "jobs", environment: Sample.environment)
    var expected = StoredBatch(
      number: 1, name: "nightly", path: "jobs", started: try record.batch(number).started, finished: nil,
      status: nil, environment: Sample.environment, jobs: [])
    #expect(try record.batches() == [expected])
    for job in Record.sampleJobs.reversed() {
      try record.note(job, inBatch: number)
      expected.jobs.insert(job, at: 0)
      #expect(try record.batch(number) == expected)
    }
    try record.endBatch(number, status: 143)
    (expected.status, expected.finished) = (143, try record.batch(number).finished)
    #expect(expected.finished.map { $0 > expected.started } == true)

    let second = try record.beginBatch(name: "later", path: "b.yaml", environment: Sample.environment)
    #expect(second == 2)
    #expect(try record.batches().map(\.number) == [1, 2])
    #expect(try record.batch(1) == expected)
    #expect(try record.verify() == [])
    #expect(throws: RecordError.unknownBatch(path: folder.file(), batch: 3)) { try record.batch(3) }
  }

  @Test func `a job is told once, of a batch and a run that there are`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let number = try record.beginBatch(name: "nightly", path: "jobs", environment: Sample.environment)
    let job = Record.sampleJobs[1]
    try record.note(job, inBatch: number)
    func refusal(_ reason: String) -> RecordError {
      .refused(path: folder.file(), reason: "the record's schema forbids this: \(reason) constraint failed")
    }
    #expect(
      throws: RecordError.refused(
        path: folder.file(),
        reason:
          "the record's schema forbids this: UNIQUE constraint failed: batch_job.batch, batch_job.position")
    ) { try record.note(job, inBatch: number) }
    #expect(throws: refusal("FOREIGN KEY")) { try record.note(job, inBatch: 7) }
    #expect(throws: refusal("FOREIGN KEY")) { try record.note(Record.sampleJobs[0], inBatch: number) }
  }
}
