import Determinism
import Kernel
import WorkerProtocol

/// A model on its way to workers: its frame is made once, and sent to each worker at most once.
struct BroadcastModel {
  /// Tells models apart; grows by one for each model of a run.
  let number: Int
  let parameters: [Float]
  /// What goes before the parameters in the frame.
  let head: [UInt8]

  init(_ parameters: [Float], number: Int) {
    self.number = number
    self.parameters = parameters
    head = parameters.withUnsafeBufferPointer { Request.setModel.encoded(floats: $0) }
  }
}

/// One task for whichever worker is free.
struct Work {
  enum Kind {
    /// `examples`: the row visits that the training must make.
    case train(round: Int, client: Int, examples: Int)
    /// Test rows, told apart into so many classes; with scores for a ranking or without.
    case evaluate(Range<Int>, classes: Int, ranks: Bool)
  }

  let model: BroadcastModel
  let kind: Kind
  /// Whose workers do it while they can; nil where any will do.
  var preferred: String? = nil
  /// The pool where its data lies, whose workers alone can do it; nil where all have it.
  var home: String? = nil

  var isTraining: Bool {
    if case .train = kind { true } else { false }
  }

  /// What the task costs, in row visits of training, so that workers can be kept equally busy. Never reaches a result.
  var cost: Int {
    switch kind {
    case .train(_, _, let examples): examples
    // A forward pass is about a third of a step.
    case .evaluate(let rows, _, _): rows.count / 3
    }
  }

  /// Tasks go out in descending order of this: evaluations, which a finished round waits for; then long training first.
  var urgency: Int {
    switch kind {
    case .train(_, _, let examples): examples
    case .evaluate: .max
    }
  }

  /// The client that is trained, if one is.
  var client: Int? {
    if case .train(_, let client, _) = kind { client } else { nil }
  }

  func request(task: UInt32) -> Request {
    switch kind {
    case .train(let round, let client, _): .train(task: task, round: round, client: client)
    case .evaluate(let rows, _, _): .evaluate(task: task, rows: rows)
    }
  }
}

extension Work: CustomStringConvertible {
  var description: String {
    switch kind {
    case .train(let round, let client, _): "training client \(client) in round \(round)"
    case .evaluate(let rows, _, _): "evaluating test rows \(rows.lowerBound) to \(rows.upperBound - 1)"
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
    guard case .evaluate(let rows, let classes, let ranks) = kind else {
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
    guard evaluation.covers(rows: rows.count, classes: classes, ranks: ranks) else {
      throw .unexpected(message: "evaluated", "its counts are not those of \(rows.count) rows")
    }
    return evaluation
  }
}

extension Evaluation {
  /// Whether no sum and no score is NaN or infinite.
  var isFinite: Bool {
    [lossSum, squaredErrorSum, absoluteErrorSum, targetSum, targetSquareSum].allSatisfy(\.isFinite)
      && (ranking.positives + ranking.negatives).allSatisfy(\.isFinite)
  }

  fileprivate func covers(rows: Int, classes: Int, ranks: Bool) -> Bool {
    guard self.rows == rows, confusion.count == classes * classes else { return false }
    guard ranking.count == (ranks ? rows : 0) else { return false }
    guard confusion.allSatisfy({ 0...rows ~= $0 }) else { return false }
    return classes == 0 || confusion.reduce(0, +) == rows
  }
}

/// What came back for a task.
enum Finding {
  case trained(TrainedClient)
  case evaluated(Evaluation)
}

/// A client's training, and who did it.
struct TrainedClient {
  let reply: TrainingReply
  let update: [Float]
  let updateDigest: Digest
  let worker: Int
  /// Whose worker that is; nil where the plan alone says who is paid.
  let `operator`: String?
}
