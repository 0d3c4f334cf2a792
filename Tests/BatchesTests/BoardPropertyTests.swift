import JobSpec
import Testing

@testable import Batches

/// Batches as they come, played to their ends.
struct BoardPropertyTests {
  /// Jobs that need earlier ones of a shuffled order, in a few queues, and what their attempts will give.
  private struct Play {
    var jobs: [BatchBoard.Job] = []
    /// By job, the outcome of each attempt; the last one again and again.
    var outcomes: [[JobOutcome]] = []

    init(_ random: inout SplitMix) {
      let count = Int.random(in: 1...14, using: &random)
      let order = (0..<count).shuffled(using: &random)
      jobs = (0..<count).map { BatchBoard.Job(id: "job\($0)") }
      for (place, job) in order.enumerated() where place > 0 {
        jobs[job].needs = (0..<Int.random(in: 0...2, using: &random)).map { _ in
          order[Int.random(in: 0..<place, using: &random)]
        }
      }
      for job in jobs.indices {
        jobs[job].queue = [nil, nil, "x", "y"].randomElement(using: &random) ?? nil
        jobs[job].retry.atMost = Int.random(in: 0...2, using: &random)
        let kinds: [JobOutcome] = [.succeeded, .succeeded, .succeeded, .failed, .missed]
        outcomes.append((0..<3).map { _ in kinds.randomElement(using: &random) ?? .succeeded })
      }
    }

    /// Plays with random durations.
    func run(lanes: Int, failFast: Bool, _ random: inout SplitMix) -> Course {
      var board = BatchBoard(jobs, lanes: lanes, failFast: failFast)
      var course = Course()
      var running: [(job: Int, attempt: Int, until: Double)] = []
      var now = 0.0
      while !board.isDone {
        while let (job, attempt) = board.start(now: now) {
          course.starts.append(job)
          running.append((job, attempt, now + .random(in: 0..<20, using: &random)))
          #expect(running.count <= lanes)
        }
        let rest = board.restEnds(after: now)
        guard let next = running.indices.min(by: { running[$0].until < running[$1].until }),
          running[next].until < rest ?? .infinity
        else {
          guard let rest else {
            Issue.record("nothing runs, nothing rests, and the batch is not done")
            break
          }
          now = rest
          continue
        }
        let (job, attempt, until) = running.remove(at: next)
        now = until
        let outcome = outcomes[job][min(attempt, 3) - 1]
        let report = JobReport(id: jobs[job].id, outcome: outcome, reason: "", attempts: 1, seconds: 1)
        course.note(board.end(job, report, cause: outcome == .failed ? .workers : nil, now: now))
      }
      course.reports = board.reports
      return course
    }
  }

  private struct Course {
    var starts: [Int] = []
    var ended: [String] = []
    var reports: [JobReport] = []
    /// Without the reasons: of two needs that are not met, the first to end is named.
    var ends: [String] { reports.map { "\($0.id) \($0.outcome) after \($0.attempts)" } }

    mutating func note(_ events: [BatchEvent]) {
      for case .jobEnded(let report) in events { ended.append(report.id) }
    }

    /// Each job once, where it began first.
    var firstStarts: [Int] { starts.enumerated().filter { !starts[..<$0].contains($1) }.map(\.element) }
  }

  @Test func `every job ends once, after what it needs, and queues keep their order`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(state: seed)
    for trial in 0..<400 {
      let play = Play(&random)
      let lanes = Int.random(in: 1...4, using: &random)
      let course = play.run(lanes: lanes, failFast: false, &random)
      let what: Comment = "seed \(seed), trial \(trial)"
      #expect(course.ended.sorted() == play.jobs.map(\.id).sorted(), what)
      #expect(course.reports.map(\.id) == play.jobs.map(\.id), what)
      let outcome = { (job: Int) in course.reports[job].outcome }
      for (job, one) in play.jobs.enumerated() {
        let isMet = one.needs.allSatisfy { outcome($0).isGood }
        #expect((outcome(job) == .blocked) == !isMet, what)
        #expect(course.starts.contains(job) == isMet, what)
        #expect(course.reports[job].attempts == course.starts.count { $0 == job }, what)
      }
      let order = batchOrder(needs: play.jobs.map(\.needs))
      for queue in ["x", "y"] {
        let members = { (jobs: [Int]) in jobs.filter { play.jobs[$0].queue == queue } }
        #expect(members(course.firstStarts) == members(order.filter(course.starts.contains)), what)
      }
    }
  }

  @Test func `with one lane the starts depend on the outcomes alone, and outcomes never on the lanes`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(state: seed)
    for trial in 0..<200 {
      var play = Play(&random)
      let many = play.run(lanes: 4, failFast: false, &random)
      let one = play.run(lanes: 1, failFast: false, &random)
      #expect(one.ends == many.ends, "seed \(seed), trial \(trial)")
      for job in play.jobs.indices { play.jobs[job].retry.atMost = 0 }
      let (first, second) = (
        play.run(lanes: 1, failFast: true, &random), play.run(lanes: 1, failFast: true, &random)
      )
      #expect(first.starts == second.starts, "seed \(seed), trial \(trial)")
      #expect(first.reports == second.reports, "seed \(seed), trial \(trial)")
    }
  }
}
