import Datasets
import Determinism
import JobSpec
import Kernel
import Planning
import Record

extension RunView {
  /// The run for programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("run", run.json),
      ("classes", .array(classNames.map(JSON.string))),
      ("clients", .array(clients.map(\.json))),
      ("rounds", .array(rounds.map(\.json))),
      (
        "data",
        .array(data.map { .object([("path", .string($0.path)), ("digest", .string($0.digest.hex))]) })
      ),
      (
        "settings",
        .array(settings.map { .object([("path", .string($0.path)), ("value", .string($0.text))]) })
      ),
      (
        "git",
        git.map { git in
          .object([
            ("commit", .string(git.commit)), ("diff_digest", git.diffDigest.map { .string($0.hex) } ?? .null),
          ])
        } ?? .null
      ),
      ("workers", .array(workers.map(\.json))), ("losses", .array(losses.map(\.json))),
      ("reproductions", .array(reproductions.map(\.json))),
    ])
  }
}

extension StoredRound {
  fileprivate var json: JSON {
    .object([
      ("round", .int(round)), ("model_digest", .string(modelDigest.hex)),
      ("training_loss", .double(trainingLoss)),
      ("scores", evaluation?.json ?? .null), ("seconds", .double(seconds)),
      ("clients", .array(clients.map(\.json))), ("decisions", .array(decisions.map(\.json))),
    ])
  }
}

extension Evaluation {
  /// All its scores by name.
  var json: JSON {
    .object(EvaluationMetric.all(self).map { ($0.rawValue, .double(value(of: $0))) })
  }
}

extension Decision {
  var json: JSON {
    let (kind, account): (String, JSON) =
      switch self.kind {
      case .dropped: ("dropped", .null)
      case .reassigned(let account): ("reassigned", .string(account))
      }
    return .object([("client", .int(client)), ("kind", .string(kind)), ("operator", account)])
  }
}

extension ClientOutcome {
  fileprivate var json: JSON {
    .object([
      ("client", .int(client)), ("examples", .int(examples)), ("steps", .int(steps)), ("loss", .double(loss)),
      ("update_digest", .string(updateDigest.hex)), ("contribution", .string(String(contribution))),
      ("worker", .int(worker)), ("seconds", .double(seconds)),
    ])
  }
}

extension WorkerFacts {
  var json: JSON {
    .object([
      ("worker", .int(worker)), ("pool", .string(pool)), ("host", .string(host)),
      ("version", .string(version)),
      ("blas_library", blasLibrary.map(JSON.string) ?? .null),
      ("blas_configuration", blasConfiguration.map(JSON.string) ?? .null),
      ("fingerprint", .string(fingerprint.hex)), ("key", key.map(JSON.string) ?? .null),
    ])
  }
}

extension Reproduction {
  fileprivate var json: JSON {
    .object([
      ("at", .string(at.description)), ("verdict", .string(verdict.rawValue)),
      ("first_difference", firstDifference.map(JSON.string) ?? .null), ("host", .string(host)),
      ("version", .string(version)),
    ])
  }
}
