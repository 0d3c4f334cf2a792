import Datasets
package import Determinism
import JobSpec
import Kernel
import Planning
package import Record
import Tokenomics

extension RunFacts {
  /// The run for programs. Keys are added, never changed.
  package var json: JSON { .object(results + inputs + observations) }

  private var results: [(key: String, value: JSON)] {
    [
      ("run", run.json), ("criterion", criterionJSON), ("classes", .array(classNames.map(JSON.string))),
      ("test_rows", dataset.map { .int($0.testRows) } ?? .null),
      ("clients", .array(clients.map(\.json))), ("rounds", .array(rounds.map { $0.json(criterion) })),
      ("token", tokenJSON), ("openings", .array(openings.map(\.json))),
      ("earned", .array(earnings.map(\.json))), ("settlement", settlement?.json ?? .null),
      ("oddities", .array(oddities.map(\.json))),
    ]
  }

  private var inputs: [(key: String, value: JSON)] {
    let files = data.map { JSON.object([("path", .string($0.path)), ("digest", .string($0.digest.hex))]) }
    let set = settings.map { JSON.object([("path", .string($0.path)), ("value", .string($0.text))]) }
    return [
      ("data", .array(files)), ("git", git?.json ?? .null), ("settings", .array(set)),
      ("fields", .array(fields.map(\.json))),
    ]
  }

  private var observations: [(key: String, value: JSON)] {
    [
      ("attempts", .array(attempts.map(\.json))), ("workers", .array(workers.map(\.json))),
      ("pools", .array(pools.map(\.json))), ("losses", .array(losses.map(\.json))),
      ("reproductions", .array(reproductions.map(\.json))),
      ("pruned", pruned.map { .string($0.description) } ?? .null), ("imported", origin?.json ?? .null),
    ]
  }

  private var criterionJSON: JSON {
    guard let criterion else { return .null }
    return .object([
      ("metric", .string(criterion.metric.rawValue)),
      ("of", criterion.ofClass.map { .string(classNames[$0]) } ?? .null),
      ("at_least", criterion.atLeast.map(JSON.double) ?? .null),
      ("at_most", criterion.atMost.map(JSON.double) ?? .null),
      ("value", lastEvaluated.map { .double(criterion.value(in: $0.evaluation)) } ?? .null),
    ])
  }

  /// Amounts everywhere are base units, as text.
  private var tokenJSON: JSON {
    guard let token = StoredToken(fields) else { return .null }
    return .object([
      ("network", .string(token.network)), ("symbol", .string(token.symbol)),
      ("decimals", .int(token.decimals)),
    ])
  }
}

extension Origin {
  fileprivate var json: JSON {
    .object([("at", .string(at.description)), ("path", .string(path)), ("run", .int(number))])
  }
}

extension StoredField {
  fileprivate var json: JSON {
    .object([("path", .string(path)), ("value", .string(value)), ("identity", .bool(identity))])
  }
}

extension Opening {
  fileprivate var json: JSON {
    .object([
      ("after_round", .int(afterRound)), ("height", .int(ledger.height)),
      (
        "balances",
        .array(
          ledger.balances.map {
            .object([("account", .string($0.account)), ("amount", .string(String($0.amount)))])
          })
      ),
    ])
  }
}

extension Earning {
  fileprivate var json: JSON {
    .object([
      ("account", .string(account)), ("reason", .string(reason.rawValue)),
      ("amount", .string(String(amount))),
    ])
  }
}

extension StoredSettlement {
  /// Amounts are base units, as text.
  package var json: JSON {
    let entries = self.entries.map { entry in
      JSON.object([
        ("account", .string(entry.account)), ("address", .string(entry.address)),
        ("amount", .string(String(entry.amount))),
      ])
    }
    return .object([
      ("target", .string(target)), ("chain_id", .int(chainID)), ("token", token.map(JSON.string) ?? .null),
      ("root", .string(root)), ("total", .string(String(total))), ("settled", .string(settled.description)),
      ("entries", .array(entries)),
    ])
  }
}

extension Oddity {
  fileprivate var json: JSON { .object([("kind", .string(kind.rawValue)), ("text", .string(text))]) }
}

extension GitState {
  fileprivate var json: JSON {
    .object([
      ("commit", .string(commit)), ("branch", branch.map(JSON.string) ?? .null),
      ("diff_digest", diffDigest.map { .string($0.hex) } ?? .null),
    ])
  }
}

extension StoredAttempt {
  fileprivate var json: JSON {
    .object([
      ("attempt", .int(number)), ("after_round", .int(afterRound)), ("started", .string(started.description)),
      ("finished", finished.map { .string($0.description) } ?? .null),
      ("ending", ending.map { .string($0.word) } ?? .null), ("host", .string(environment.host)),
      ("user", .string(environment.user)), ("command", .string(environment.command)),
      ("version", .string(environment.version)),
    ])
  }
}

extension Reproduction {
  var json: JSON {
    .object([
      ("at", .string(at.description)), ("verdict", .string(verdict.rawValue)),
      ("first_difference", firstDifference.map(JSON.string) ?? .null), ("host", .string(host)),
      ("version", .string(version)),
    ])
  }
}
