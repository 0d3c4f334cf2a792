/// The tasks of one stretch of work: which are waiting, which are settled, and what became of those who tried them.
struct TaskBoard {
  private struct Fate {
    /// Finished, or not wanted any more.
    var isSettled = false
    /// How often it ended the worker that tried it, and had no other task.
    var attempts = 0
    /// How many deadlines passed before it was finished.
    var lateness = 0
    /// Pools that lost it.
    var lostBy: [Int] = []
    /// The pool whose worker said that it diverges, while that is not confirmed.
    var doubted: Int?
  }

  private(set) var work: [Work] = []
  /// Waiting tasks, the next one last.
  private var waiting: [Int] = []
  private var fates: [Fate] = []
  private(set) var unfinished = 0
  /// Unfinished tasks whose first answer is not believed yet.
  private(set) var doubtedTasks: [Int] = []
  /// Whether a worker was lost meanwhile: from then on each worker gets one task at a time, so that the one to blame
  /// for another loss is known.
  private(set) var hasLosses = false
  /// The number of the first task. Numbers go on from board to board, so that a late answer is known for one.
  private let first: UInt32

  static let maxAttempts = 3

  init() { first = 0 }

  /// In the order given, but of every `stretch` tasks the most urgent first: workers end together, and few findings
  /// have to wait for those before them.
  init(_ work: [Work], stretch: Int, after last: TaskBoard = TaskBoard()) {
    self.work = work
    first = last.first &+ UInt32(truncatingIfNeeded: last.work.count)
    for start in stride(from: 0, to: work.count, by: stretch).reversed() {
      let tasks = start..<min(start + stretch, work.count)
      waiting += tasks.sorted { (work[$0].urgency, -$0) < (work[$1].urgency, -$1) }
    }
    fates = Array(repeating: Fate(), count: work.count)
    unfinished = work.count
  }

  var isDone: Bool { unfinished == 0 }
  var hasWaiting: Bool { !waiting.isEmpty }
  var unfinishedTasks: [Int] { work.indices.filter { !fates[$0].isSettled } }

  /// The operators and pools that waiting tasks would rather have, or must.
  var awaited: (operators: Set<String>, homes: Set<String>) {
    (Set(waiting.compactMap { work[$0].preferred }), Set(waiting.compactMap { work[$0].home }))
  }

  /// Unfinished tasks that only these pools can do.
  func unfinished(at pools: Set<String>) -> [Int] {
    pools.isEmpty ? [] : unfinishedTasks.filter { work[$0].home.map(pools.contains) ?? false }
  }

  func number(of task: Int) -> UInt32 { first &+ UInt32(truncatingIfNeeded: task) }

  /// - Returns: nil of a number from another board.
  func task(numbered number: UInt32) -> Int? {
    let task = Int(number &- first)
    return task < work.count ? task : nil
  }

  func isSettled(_ task: Int) -> Bool { fates[task].isSettled }

  /// The next task for a worker of a pool: one that the pool has not lost before, if there is one.
  ///
  /// - Parameter mayTake: whether the pool may have this work at all, which was late already or not.
  mutating func take(
    for pool: Int, where mayTake: (Work, _ isLate: Bool) -> Bool = { _, _ in true }
  ) -> Int? {
    func isOpen(_ task: Int) -> Bool {
      fates[task].doubted != pool
        && mayTake(work[task], fates[task].lateness > 0 || fates[task].doubted != nil)
    }
    let place =
      waiting.lastIndex { !fates[$0].lostBy.contains(pool) && isOpen($0) } ?? waiting.lastIndex(where: isOpen)
    return place.map { waiting.remove(at: $0) }
  }

  /// Puts a task back that somebody has not got to.
  mutating func share(_ task: Int) {
    if !fates[task].isSettled { waiting.append(task) }
  }

  /// Finished, or not wanted any more.
  mutating func settle(_ task: Int) {
    guard !fates[task].isSettled else { return }
    fates[task].isSettled = true
    doubtedTasks.removeAll { $0 == task }
    unfinished -= 1
    waiting.removeAll { $0 == task }
  }

  /// Who said that a task diverges, unconfirmed.
  func doubted(_ task: Int) -> Int? { fates[task].doubted }

  var hasDoubt: Bool { !doubtedTasks.isEmpty }

  /// Whatever is found next is believed.
  mutating func clearDoubt(_ task: Int) {
    fates[task].doubted = nil
    doubtedTasks.removeAll { $0 == task }
  }

  /// Puts a task back that is to be done by another pool too, before it is believed.
  mutating func doubt(_ task: Int, of pool: Int) {
    fates[task].doubted = pool
    doubtedTasks.append(task)
    waiting.append(task)
  }

  /// Puts a lost worker's tasks first in line.
  ///
  /// - Parameters:
  ///   - pool: whose worker it was; nil where there is no other pool.
  ///   - isBlamed: whether a task may be why the worker was lost: if the worker had no other.
  /// - Throws: `poisonousTask` when a task has ended too many workers.
  mutating func giveBack(_ tasks: [Int], pool: Int?, isBlamed: Bool) throws(ExecutionError) {
    let open = tasks.filter { !fates[$0].isSettled }
    waiting.append(contentsOf: open.reversed())
    if let pool { for task in open { fates[task].lostBy.append(pool) } }
    hasLosses = true
    guard isBlamed, tasks.count == 1, let tried = open.first else { return }
    fates[tried].attempts += 1
    if fates[tried].attempts >= Self.maxAttempts {
      throw .poisonousTask(work[tried].description, attempts: fates[tried].attempts)
    }
  }

  /// Notes that a deadline passed before these were finished.
  ///
  /// - Returns: one for which that was too often.
  mutating func noteLate(_ tasks: [Int]) -> Work? {
    for task in tasks { fates[task].lateness += 1 }
    return tasks.first { fates[$0].lateness >= Self.maxAttempts }.map { work[$0] }
  }
}
