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
    case train(round: Int, client: Int)
    /// Test rows.
    case evaluate(Range<Int>)
  }

  let model: BroadcastModel
  let kind: Kind
  /// What the task costs relative to others, so that the longest can go first. Never reaches a result.
  let cost: Int
}

extension Work: CustomStringConvertible {
  var description: String {
    switch kind {
    case .train(let round, let client): "training client \(client) in round \(round)"
    case .evaluate(let rows): "evaluating test rows \(rows.lowerBound) to \(rows.upperBound - 1)"
    }
  }
}

/// What came back for a task.
enum Finding {
  case trained(TrainingReply, worker: Int)
  case evaluated(Evaluation)
}
