import Determinism
import Planning
import Reporting

extension WorkerFacts {
  var members: [(key: String, value: JSON)] {
    [
      ("worker", .int(worker)), ("pool", .string(pool)), ("host", .string(host)), ("pid", .int(pid)),
      ("version", .string(version)), ("fingerprint", .string(fingerprint.hex)),
    ]
  }
}

extension WorkerLoss {
  var members: [(key: String, value: JSON)] {
    [
      ("worker", .int(worker)), ("pool", .string(pool)), ("round", .int(round)),
      ("kind", .string(kind.rawValue)), ("reason", .string(reason)),
    ]
  }
}

extension Waiting {
  var members: [(key: String, value: JSON)] {
    [
      ("round", .int(round)), ("seconds", .double(seconds)), ("seconds_left", .double(left)),
      ("workers", .array(parties.map(\.json))),
    ]
  }
}

extension Waiting.Party {
  fileprivate var json: JSON {
    .object([
      ("worker", .int(worker)), ("pool", .string(pool)), ("host", host.map(JSON.string) ?? .null),
      ("clients", .array(clients.map(JSON.int))), ("silent_seconds", .double(silence)),
    ])
  }
}

extension RoundOutcome {
  /// Without the clients' own figures and the rewards, which the record holds.
  ///
  /// - Parameter rounds: how many the run has.
  func members(of rounds: Int) -> [(key: String, value: JSON)] {
    [
      ("round", .int(round)), ("rounds", .int(rounds)), ("clients", .int(clients.count)),
      ("decisions", .array(decisions.map(\.json))), ("scores", evaluation?.json ?? .null),
      ("model_digest", .string(modelDigest.hex)), ("seconds", .double(seconds)),
    ]
  }
}

extension PoolReport {
  /// What the pool did in one attempt.
  var members: [(key: String, value: JSON)] {
    [
      ("pool", .string(pool)), ("tasks", .int(tasks)), ("bytes_sent", .int(bytesSent)),
      ("bytes_received", .int(bytesReceived)), ("seconds", .double(seconds)), ("retries", .int(retries)),
      ("losses", .int(losses)), ("refused", refused.map(JSON.string) ?? .null),
    ]
  }
}

extension RunEnding {
  /// `ending` is one of completed, diverged, interrupted, failed and late.
  var members: [(key: String, value: JSON)] {
    switch self {
    case .completed(let success):
      [("ending", .string("completed")), ("success", success.map(JSON.bool) ?? .null)]
    case .diverged(let round, let client):
      [
        ("ending", .string("diverged")), ("round", .int(round)), ("client", client.map(JSON.int) ?? .null),
      ]
    case .interrupted: [("ending", .string("interrupted"))]
    case .failed(let reason): [("ending", .string("failed")), ("reason", .string(reason))]
    case .late(let reason): [("ending", .string("late")), ("reason", .string(reason))]
    }
  }
}
