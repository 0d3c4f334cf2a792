package import Determinism
package import Kernel
package import Planning
import Record
package import Tokenomics

extension StoredRound {
  /// - Parameter criterion: what the job calls success, which may be a class's.
  func json(_ criterion: Bar?) -> JSON {
    .object([
      ("round", .int(round)), ("model_digest", .string(modelDigest.hex)),
      ("training_loss", .double(trainingLoss)),
      ("scores", evaluation?.json ?? .null),
      (
        "criterion", evaluation.flatMap { scores in criterion.map { .double($0.value(in: scores)) } } ?? .null
      ),
      ("seconds", .double(seconds)),
      ("clients", .array(clients.map(\.json))), ("decisions", .array(decisions.map(\.json))),
      ("rewards", .array(rewards.map(\.json))),
    ])
  }
}

extension Evaluation {
  /// All its scores by name.
  package var json: JSON {
    .object(EvaluationMetric.all(self).map { ($0.rawValue, .double(value(of: $0))) })
  }
}

extension Decision {
  package var json: JSON {
    let (kind, account): (String, JSON) =
      switch self.kind {
      case .dropped: ("dropped", .null)
      case .reassigned(let account): ("reassigned", .string(account))
      }
    return .object([("client", .int(client)), ("kind", .string(kind)), ("operator", account)])
  }
}

extension ClientOutcome {
  var json: JSON {
    .object([
      ("client", .int(client)), ("examples", .int(examples)), ("steps", .int(steps)), ("loss", .double(loss)),
      ("update_digest", .string(updateDigest.hex)), ("contribution", .string(String(contribution))),
      ("worker", .int(worker)), ("seconds", .double(seconds)),
    ])
  }
}

extension Reward {
  package var json: JSON {
    .object([
      ("account", .string(account)), ("reason", .string(reason.rawValue)),
      ("amount", .string(String(amount))),
      ("weight", .string(String(weight))), ("total_weight", .string(String(totalWeight))),
      ("pot", .string(String(pot))),
    ])
  }
}
