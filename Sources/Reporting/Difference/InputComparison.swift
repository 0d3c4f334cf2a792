import Datasets
import Determinism
import JobSpec
import Planning
import Record
import Tokenomics

/// What went into two runs, kind by kind.
struct InputComparison {
  let a: RunFacts
  let b: RunFacts

  var sections: [RunDifference.Section] {
    RunDifference.Section.Kind.allCases.compactMap { kind in
      let entries = entries(kind)
      return entries.isEmpty ? nil : RunDifference.Section(kind: kind, entries: entries)
    }
  }

  private func entries(_ kind: RunDifference.Section.Kind) -> [RunDifference.Entry] {
    switch kind {
    case .job: compare { $0.fields.filter(\.identity).map { ($0.path, $0.value) } }
    case .settings: compare { $0.settings.map { ($0.path, $0.text) } }
    case .data: compare(data)
    case .clients: compare(clients)
    case .ledger: compare(ledger)
    case .decisions: compare(decisions)
    case .numerics: compare(numerics)
    case .code: compare(code)
    case .places: compare(places)
    }
  }

  private func compare(_ facts: (RunFacts) -> [(String, String)]) -> [RunDifference.Entry] {
    RunDifference.Entry.differing(facts(a), facts(b))
  }

  private func data(_ run: RunFacts) -> [(String, String)] {
    run.data.enumerated().map { ("file \($0 + 1), \(name(ofFile: $0))", $1.digest.short) } + dataset(run)
  }

  private func dataset(_ run: RunFacts) -> [(String, String)] {
    guard let dataset = run.dataset else { return [] }
    return [
      ("features", list(dataset.featureNames)), ("classes", list(dataset.classNames)),
      ("test rows", Figures.grouped(dataset.testRows)),
    ]
  }

  /// What the first run called it: where a file lies is no part of what it is.
  private func name(ofFile position: Int) -> Substring {
    let files = position < a.data.count ? a.data : b.data
    return files[position].path.split(separator: "/").last ?? ""
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return "\(names.count)" + (names.isEmpty ? "" : ": \(shown)\(names.count > 6 ? ", …" : "")")
  }

  private func clients(_ run: RunFacts) -> [(String, String)] {
    run.clients.map { client in
      let people = [client.owner.map { "owned by \($0)" }, client.operator.map { "trained by \($0)" }]
      let words = [Figures.counted(client.rows, "row")] + people.compactMap(\.self)
      let labels = client.labelCounts.isEmpty ? "" : " (\(client.labelCounts.map(String.init).joined(separator: "+")))"
      return ("client \(client.index), \(client.name)", words.joined(separator: ", ") + labels)
    }
  }

  private func ledger(_ run: RunFacts) -> [(String, String)] {
    let decimals = StoredToken(run.fields)?.decimals ?? 0
    return run.openings.flatMap { opening in
      let when = opening.afterRound == 0 ? "opening" : "opening after round \(opening.afterRound)"
      return [("\(when): rounds rewarded before", Figures.grouped(opening.ledger.height))]
        + opening.ledger.balances.map { ("\(when): \($0.account)", $0.amount.formatted(decimals: decimals)) }
    }
  }

  private func decisions(_ run: RunFacts) -> [(String, String)] {
    run.rounds.flatMap { round in
      round.decisions.map { decision in
        let what =
          switch decision.kind {
          case .dropped: "late, left out"
          case .reassigned(let account): "trained by \(account)"
          }
        return ("round \(round.round), client \(decision.client)", what)
      }
    }
  }

  private func numerics(_ run: RunFacts) -> [(String, String)] {
    [
      ("arithmetic version", String(run.run.arithmetic)),
      ("fingerprint", joined(run.workers.map(\.fingerprint.short))),
      ("BLAS", joined(run.workers.map { $0.blasConfiguration ?? $0.blasLibrary ?? "none: portable" })),
    ]
  }

  private func code(_ run: RunFacts) -> [(String, String)] {
    [
      ("commit", run.git.map { String($0.commit.prefix(12)) }),
      ("uncommitted changes", run.git?.diffDigest?.short),
      ("muster", joined(run.attempts.map(\.environment.version))),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  private func places(_ run: RunFacts) -> [(String, String)] {
    run.fields.filter { !$0.identity }.map { ($0.path, $0.value) } + [
      ("controller", joined(run.attempts.map { "\($0.environment.user) on \($0.environment.host)" })),
      ("workers on", joined(run.workers.map { "\($0.host) (\($0.pool))" })),
    ]
  }

  private func joined(_ texts: [String]) -> String { distinct(texts).joined(separator: "; ") }
}
