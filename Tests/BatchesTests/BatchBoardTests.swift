import JobSpec
import Testing

@testable import Batches

struct BatchBoardTests {
  private func ended(_ id: String, _ outcome: JobOutcome, _ reason: String = "") -> BatchEvent {
    .jobEnded(JobReport(id: id, outcome: outcome, reason: reason, attempts: 1, seconds: 2))
  }

  private func blocked(_ id: String, _ reason: String) -> BatchEvent {
    .jobEnded(JobReport(id: id, outcome: .blocked, reason: reason))
  }

  /// What an attempt of two seconds gave.
  private func attempt(_ id: String, _ outcome: JobOutcome, _ reason: String = "") -> JobReport {
    JobReport(id: id, outcome: outcome, reason: reason, attempts: 1, seconds: 2)
  }

  private func retrying(_ atMost: Int, backoff: Duration = .seconds(10)) -> BatchJob.Retry {
    var retry = BatchJob.Retry()
    (retry.on, retry.atMost, retry.backoff) = ([.workers], atMost, backoff)
    return retry
  }

  /// The jobs that start at a moment.
  private func starts(_ board: inout BatchBoard, now: Double = 0) -> [Int] {
    var jobs: [Int] = []
    while let (job, _) = board.start(now: now) { jobs.append(job) }
    return jobs
  }

  @Test func `what a job needs may stand behind it in the batch`() {
    #expect(batchOrder(needs: [[2], [], [3], []]) == [1, 3, 2, 0])
    #expect(batchOrder(needs: [[], [0], [0], [1, 2, 1]]) == [0, 1, 2, 3])
    #expect(batchOrder(needs: [[1], [0], []]) == [2, 0, 1], "a circle comes last")
  }

  @Test func `jobs start in the batch's order, as many as there are lanes`() {
    var board = BatchBoard(["a", "b", "c"].map { BatchBoard.Job(id: $0) }, lanes: 2)
    #expect(starts(&board) == [0, 1])
    #expect(board.end(1, attempt("b", .succeeded), now: 2) == [ended("b", .succeeded)])
    #expect(starts(&board) == [2])
    #expect(board.running == 2)
  }

  @Test func `a failure blocks what needs it, and what needs that`() {
    var board = BatchBoard([
      .init(id: "a"), .init(id: "b", needs: [0]), .init(id: "c", needs: [1]), .init(id: "d"),
    ])
    #expect(starts(&board) == [0])
    #expect(
      board.end(0, attempt("a", .missed), now: 2) == [
        ended("a", .missed), blocked("b", "it needs a, which missed its criterion of success"),
        blocked("c", "it needs b, which was blocked"),
      ])
    #expect(starts(&board) == [3])
    #expect(board.end(3, attempt("d", .succeeded), now: 4) == [ended("d", .succeeded)])
    #expect(board.isDone)
    #expect(board.reports.map(\.id) == ["a", "b", "c", "d"])
    #expect(board.reports.status(after: nil) == 4)
  }

  @Test func `what has ended stays as it is`() {
    var board = BatchBoard([.init(id: "a"), .init(id: "b", needs: [0])])
    _ = board.end(0, attempt("a", .missed), now: 0)
    #expect(board.end(1, attempt("b", .skipped), now: 0) == [])
    #expect(board.reports.map(\.outcome) == [.missed, .blocked])
  }

  @Test func `jobs of one queue wait for all before them, resting ones too`() {
    var board = BatchBoard(
      [.init(id: "a", queue: "n", retry: retrying(1)), .init(id: "b", queue: "n"), .init(id: "c")], lanes: 3)
    #expect(starts(&board) == [0, 2])
    #expect(
      board.end(0, attempt("a", .failed, "gone"), cause: .workers, now: 2)
        == [.jobRests(id: "a", attempt: 1, seconds: 10, reason: "gone")])
    #expect(board.restEnds(after: 2) == 12)
    #expect(starts(&board, now: 11) == [])
    #expect(starts(&board, now: 12) == [0])
    #expect(
      board.end(0, attempt("a", .succeeded), now: 14) == [
        .jobEnded(JobReport(id: "a", outcome: .succeeded, reason: "", attempts: 2, seconds: 4))
      ])
    #expect(starts(&board, now: 14) == [1])
  }

  @Test func `a rest doubles, up to an hour, and what cannot pass is not tried again`() {
    var board = BatchBoard([.init(id: "a", retry: retrying(4, backoff: .seconds(1000)))])
    var rests: [Double] = []
    var now = 0.0
    for _ in 0..<5 {
      _ = board.start(now: now)
      guard
        case .jobRests(_, _, let seconds, _)? = board.end(
          0, attempt("a", .failed), cause: .workers, now: now
        ).first
      else { break }
      rests.append(seconds)
      now += seconds
    }
    #expect(rests == [1000, 2000, 3600, 3600])
    #expect(board.reports == [JobReport(id: "a", outcome: .failed, reason: "", attempts: 5, seconds: 10)])

    var other = BatchBoard([.init(id: "a", retry: retrying(4))])
    _ = other.start(now: 0)
    #expect(
      other.end(0, attempt("a", .late), cause: .deadline, now: 2) == [ended("a", .late)], "not asked for")
  }

  @Test func `the first failure ends the batch where that is asked for`() {
    var board = BatchBoard(["a", "b", "c"].map { .init(id: $0) }, lanes: 2, failFast: true)
    #expect(starts(&board) == [0, 1])
    #expect(
      board.end(0, attempt("a", .diverged), now: 2) == [
        ended("a", .diverged), blocked("c", "a diverged, and the first failure ends the batch"),
      ])
    #expect(!board.isDone, "b runs on")
    #expect(board.end(1, attempt("b", .succeeded), now: 3) == [ended("b", .succeeded)])
    #expect(board.isDone)
  }

  @Test func `a stop ends what has not begun and what rests, and leaves what runs`() {
    var board = BatchBoard(
      [.init(id: "a", retry: retrying(3)), .init(id: "b"), .init(id: "c"), .init(id: "d", needs: [2])],
      lanes: 2)
    #expect(starts(&board) == [0, 1])
    _ = board.end(0, attempt("a", .failed, "gone"), cause: .workers, now: 2)
    let interrupted = { BatchEvent.jobEnded(JobReport(id: $0, outcome: .interrupted, reason: "stopped")) }
    #expect(
      board.stop(.interrupted, reason: "stopped") == [
        ended("a", .failed, "gone"), interrupted("c"), interrupted("d"),
      ])
    #expect(starts(&board, now: 100) == [])
    #expect(board.end(1, attempt("b", .interrupted), cause: .workers, now: 3) == [ended("b", .interrupted)])
    #expect(board.isDone)
    #expect(board.reports.status(after: .signal(15)) == 143)
    #expect(board.reports.status(after: .deadline) == 124)
    #expect(board.reports.status(after: nil) == 1)
  }
}
