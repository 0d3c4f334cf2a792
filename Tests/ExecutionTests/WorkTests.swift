import Determinism
import Kernel
import Testing
import WorkerProtocol

@testable import Execution

/// What a worker sends is believed only as far as it could be true.
struct WorkTests {
  private let work = Work(
    model: BroadcastModel([0], number: 1), kind: .evaluate(10..<14, classes: 2, ranks: true))

  private func bytes(_ change: (inout Evaluation) -> Void, trailing: [UInt8] = []) -> [UInt8] {
    var evaluation = Evaluation(classes: 2)
    evaluation.rows = 4
    evaluation.confusion = [1, 2, 0, 1]
    for score in 0..<4 { evaluation.ranking.append(Float(score), isPositive: score == 3) }
    change(&evaluation)
    var writer = CanonicalWriter()
    evaluation.encode(to: &writer)
    return writer.bytes + trailing
  }

  @Test func `an evaluation of the rows that were asked for is taken`() throws {
    #expect(try work.evaluation(bytes { _ in }).confusion == [1, 2, 0, 1])
  }

  @Test(arguments: [
    ([1, 2, 0, 1], 5), ([1, 2, 0], 4), ([1, 2, 0, 2], 4), ([5, -1, 0, 0], 4), ([.max, 1, 1, 1], 4), ([], 4),
  ]) func `counts that cannot be are refused`(confusion: [Int], rows: Int) {
    #expect(
      throws: ProtocolError.unexpected(message: "evaluated", "its counts are not those of 4 rows")
    ) {
      try work.evaluation(
        bytes {
          $0.confusion = confusion
          $0.rows = rows
        })
    }
  }

  @Test func `scores that cannot be are refused`() {
    let lies: [(inout Evaluation) -> Void] = [
      { $0.ranking = Ranking() }, { $0.ranking.append(0, isPositive: false) },
      { $0.settle() },
    ]
    for lie in lies {
      #expect(throws: ProtocolError.unexpected(message: "evaluated", "its counts are not those of 4 rows")) {
        try work.evaluation(bytes(lie))
      }
    }
  }

  @Test func `bytes that are no evaluation are refused`() {
    #expect(throws: ProtocolError.malformed(message: "evaluated", .trailing(1))) {
      try work.evaluation(bytes({ _ in }, trailing: [0]))
    }
    for length in 0..<bytes({ _ in }).count {
      #expect(throws: ProtocolError.self) { try work.evaluation(Array(bytes { _ in }.prefix(length))) }
    }
  }
}
