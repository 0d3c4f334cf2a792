import Determinism
import Kernel
import WorkerProtocol

/// A model on its way to workers: encoded once, sent to each worker at most once.
struct BroadcastModel {
  /// Tells models apart; grows by one for each model of a run.
  let number: Int
  let request: Request
  let frame: [UInt8]

  init(_ parameters: [Float], number: Int) {
    self.number = number
    request = .setModel(parameters)
    frame = request.encoded()
  }
}

/// One task for whichever worker is free.
struct Work {
  enum Kind {
    /// `examples`: the row visits that the training must make.
    case train(round: Int, client: Int, examples: Int)
    /// Test rows, told apart into so many classes.
    case evaluate(Range<Int>, classes: Int)
  }

  let model: BroadcastModel
  let kind: Kind
  /// What the task costs relative to others, so that the longest can go first. Never reaches a result.
  let cost: Int
}

extension Work: CustomStringConvertible {
  var description: String {
    switch kind {
    case .train(let round, let client, _): "training client \(client) in round \(round)"
    case .evaluate(let rows, _): "evaluating test rows \(rows.lowerBound) to \(rows.upperBound - 1)"
    }
  }
}

/// A worker's answer is believed as far as it could be true: what pays its operator is known from the plan.
extension Work {
  func check(_ reply: TrainingReply) throws(ProtocolError) {
    guard case .train(_, _, let examples) = kind, reply.examples == examples else {
      throw .unexpected(message: "trained", "\(reply.examples) row visits are claimed for \(self)")
    }
  }

  func evaluation(_ bytes: [UInt8]) throws(ProtocolError) -> Evaluation {
    guard case .evaluate(let rows, let classes) = kind else {
      throw .unexpected(message: "evaluated", "this was asked: \(self)")
    }
    let evaluation: Evaluation
    do {
      var reader = CanonicalReader(bytes)
      evaluation = try Evaluation(from: &reader)
      try reader.finish()
    } catch {
      throw .malformed(message: "evaluated", error)
    }
    guard evaluation.covers(rows: rows.count, classes: classes) else {
      throw .unexpected(message: "evaluated", "its counts are not those of \(rows.count) rows")
    }
    return evaluation
  }
}

extension Evaluation {
  fileprivate func covers(rows: Int, classes: Int) -> Bool {
    guard self.rows == rows, confusion.count == classes * classes else { return false }
    guard confusion.allSatisfy({ 0...rows ~= $0 }) else { return false }
    return classes == 0 || confusion.reduce(0, +) == rows
  }
}

/// What came back for a task.
enum Finding {
  case trained(TrainingReply, worker: Int)
  case evaluated(Evaluation)
}
