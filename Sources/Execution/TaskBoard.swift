/// The tasks of one stretch of work: which are waiting, and how often each ended the worker that tried it.
struct TaskBoard {
  private(set) var work: [Work] = []
  /// Waiting tasks, the next one last.
  private var waiting: [Int] = []
  private var attempts: [Int] = []
  private(set) var unfinished = 0
  /// Whether a worker was lost meanwhile: from then on each worker gets one task at a time, so that the one to blame
  /// for another loss is known.
  private(set) var hasLosses = false

  static let maxAttempts = 3

  init() {}

  /// In the order given, but of every `stretch` tasks the most urgent first: workers end together, and few findings
  /// have to wait for those before them.
  init(_ work: [Work], stretch: Int) {
    self.work = work
    for start in stride(from: 0, to: work.count, by: stretch).reversed() {
      let tasks = start..<min(start + stretch, work.count)
      waiting += tasks.sorted { (work[$0].urgency, -$0) < (work[$1].urgency, -$1) }
    }
    attempts = Array(repeating: 0, count: work.count)
    unfinished = work.count
  }

  var isDone: Bool { unfinished == 0 }

  /// The one that ``take()`` will give.
  var next: Work? { waiting.last.map { work[$0] } }

  mutating func take() -> Int? { waiting.popLast() }

  mutating func finish() { unfinished -= 1 }

  /// Puts a lost worker's tasks first in line. A task is only blamed for the loss if the worker had no other.
  ///
  /// - Throws: `poisonousTask` when a task has ended too many workers.
  mutating func giveBack(_ tasks: [Int]) throws(ExecutionError) {
    waiting.append(contentsOf: tasks.reversed())
    hasLosses = true
    guard tasks.count == 1, let tried = tasks.first else { return }
    attempts[tried] += 1
    if attempts[tried] >= Self.maxAttempts {
      throw .poisonousTask(work[tried].description, attempts: attempts[tried])
    }
  }
}
