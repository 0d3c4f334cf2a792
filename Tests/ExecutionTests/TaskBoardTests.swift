import Testing

@testable import Execution

struct TaskBoardTests {
  private func board(_ costs: [Int], stretch: Int) -> TaskBoard {
    let model = BroadcastModel([0], number: 1)
    return TaskBoard(
      costs.enumerated().map { Work(model: model, kind: .train(round: 1, client: $0, examples: $1)) },
      stretch: stretch)
  }

  private func drained(_ board: TaskBoard) -> [Int] {
    var board = board
    var order: [Int] = []
    while let task = board.take(for: 0) { order.append(task) }
    return order
  }

  @Test func `of every stretch the costliest goes first, ties in order`() {
    #expect(drained(board([1, 3, 3, 2, 9, 1, 1], stretch: 4)) == [1, 2, 3, 0, 4, 5, 6])
    #expect(drained(board([1, 3, 2], stretch: 1)) == [0, 1, 2])
    #expect(drained(board([], stretch: 4)) == [])
  }

  @Test func `evaluations go before any training`() {
    let model = BroadcastModel([0], number: 1)
    let kinds: [Work.Kind] = [
      .train(round: 1, client: 0, examples: 9), .evaluate(0..<1, classes: 2, ranks: true),
      .evaluate(1..<900, classes: 2, ranks: true),
    ]
    #expect(drained(TaskBoard(kinds.map { Work(model: model, kind: $0) }, stretch: 8)) == [1, 2, 0])
  }

  @Test func `a lost worker's tasks are next, in the order it had them`() throws {
    var board = board([1, 1, 1, 1], stretch: 8)
    let taken = [board.take(for: 0), board.take(for: 0), board.take(for: 0)].compactMap(\.self)
    try board.giveBack(Array(taken[1...]), pool: nil, isBlamed: true)
    #expect(drained(board) == [1, 2, 3])
    #expect(board.hasLosses)
  }

  @Test func `a task that was alone when its worker was lost is blamed, the third time for good`() throws {
    var board = board([1, 1], stretch: 8)
    try board.giveBack([0, 1], pool: nil, isBlamed: true)
    try board.giveBack([0], pool: nil, isBlamed: true)
    try board.giveBack([0], pool: nil, isBlamed: true)
    #expect(throws: ExecutionError.poisonousTask("training client 0 in round 1", attempts: 3)) {
      try board.giveBack([0], pool: nil, isBlamed: true)
    }
  }
}
