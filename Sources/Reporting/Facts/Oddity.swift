import Determinism
import Kernel
import Planning
import Record

/// Something in a run that a reader should know of before trusting its figures.
package struct Oddity: Sendable, Equatable {
  /// For programs; kinds are added, never changed.
  package enum Kind: String, Sendable {
    case diverged, interrupted, workerLost = "worker_lost", poolRefused = "pool_refused"
    case clientDropped = "client_dropped", clientReassigned = "client_reassigned"
    case clientNeverServed = "client_never_served", lossJump = "loss_jump", pastItsBest = "past_its_best"
    case uncommittedChanges = "uncommitted_changes", mixedNumerics = "mixed_numerics"
    case notReproduced = "not_reproduced"
  }

  package var kind: Kind
  package var text: String
}

extension RunFacts {
  /// What stands out, in the order in which it matters.
  package var oddities: [Oddity] {
    endings + decided + jumps + [pastItsBest, neverServed].compactMap(\.self) + lost + provenance
  }

  private var endings: [Oddity] {
    let stops = attempts.compactMap { attempt -> Oddity? in
      switch attempt.ending {
      case nil, .finished: nil
      case .interrupted: stop(attempt, "was stopped by a signal")
      case .killed: stop(attempt, "was killed")
      case .failed(let reason): stop(attempt, "failed: \(reason)")
      case .late(let reason): stop(attempt, "ran out of time: \(reason)")
      }
    }
    return (run.status == .diverged ? [Oddity(kind: .diverged, text: verdict)] : []) + stops
  }

  private func stop(_ attempt: StoredAttempt, _ what: String) -> Oddity {
    Oddity(
      kind: .interrupted,
      text: "Attempt \(attempt.number), which began after round \(attempt.afterRound), \(what).")
  }

  /// Late clients, by client.
  private var decided: [Oddity] {
    let decisions = Dictionary(
      grouping: rounds.flatMap { round in round.decisions.map { (round: round.round, decision: $0) } },
      by: \.decision.client)
    return clients.flatMap { client -> [Oddity] in
      let own = decisions[client.index] ?? []
      let late = own.filter { $0.decision.kind == .dropped }.map(\.round)
      let elsewhere = own.filter { $0.decision.kind != .dropped }.map(\.round)
      let who = "Client \(client.index) (\(client.name))"
      return [
        late.isEmpty
          ? nil
          : Oddity(kind: .clientDropped, text: "\(who) was late and does not count in \(Self.rounds(late))."),
        elsewhere.isEmpty
          ? nil
          : Oddity(
            kind: .clientReassigned,
            text: "\(who) was trained by another operator, who was paid, in \(Self.rounds(elsewhere))."),
      ].compactMap(\.self)
    }
  }

  private static func rounds(_ numbers: [Int]) -> String {
    (numbers.count == 1 ? "round " : "rounds ") + Spans.text(numbers)
  }

  /// Rounds whose training loss is over twice the highest of the five rounds before.
  private var jumps: [Oddity] {
    let losses = self.rounds.map(\.trainingLoss)
    let rounds = losses.indices.dropFirst().compactMap { index in
      let before = losses[max(0, index - 5)..<index].max() ?? 0
      return before > 0 && losses[index] > 2 * before ? self.rounds[index].round : nil
    }
    guard !rounds.isEmpty else { return [] }
    return [
      Oddity(
        kind: .lossJump,
        text:
          "The training loss was over twice the highest of the five rounds before in \(Self.rounds(rounds)).")
    ]
  }

  /// A criterion that had been better by more than 0.02, or 2 percent of an error, than it was in the end.
  private var pastItsBest: Oddity? {
    guard let criterion, let last = lastEvaluated else { return nil }
    let scores = rounds.compactMap { round in
      round.evaluation.map { (round: round.round, value: criterion.value(in: $0)) }
    }
    let sign = criterion.atMost == nil ? 1.0 : -1.0
    guard let best = scores.max(by: { sign * $0.value < sign * $1.value }) else { return nil }
    let end = criterion.value(in: last.evaluation)
    let room = criterion.atMost == nil ? 0.02 : 0.02 * best.value.magnitude
    guard sign * (best.value - end) > room else { return nil }
    return Oddity(
      kind: .pastItsBest,
      text: "\(name(of: criterion.metric, class: criterion.ofClass)) was best in round \(best.round), "
        + "\(Figures.metric(best.value)), and ended at \(Figures.metric(end)).")
  }

  private var neverServed: Oddity? {
    let served = Set(rounds.flatMap { $0.clients.map(\.client) })
    let idle = clients.filter { !served.contains($0.index) }
    guard !idle.isEmpty, !rounds.isEmpty else { return nil }
    let names = idle.prefix(8).map(\.name).joined(separator: ", ")
    let more = idle.count > 8 ? " and \(idle.count - 8) more" : ""
    return Oddity(
      kind: .clientNeverServed,
      text: "\(Figures.counted(idle.count, "client")) served in no round: \(names)\(more).")
  }

  /// Workers that were lost, those of a pool together when there are many.
  private var lost: [Oddity] {
    let told = losses.prefix(12).map { loss in
      Oddity(
        kind: loss.kind == .lost ? .workerLost : .poolRefused,
        text:
          "Worker \(loss.worker) of \(loss.pool) was \(loss.kind.rawValue) in round \(loss.round): \(loss.reason)."
      )
    }
    let rest = losses.count - told.count
    return told
      + (rest > 0
        ? [
          Oddity(
            kind: .workerLost,
            text: "\(Figures.counted(rest, "more worker")) \(rest == 1 ? "was" : "were") lost later.")
        ] : [])
  }

  private var provenance: [Oddity] {
    let fingerprints = Set(workers.map(\.fingerprint.hex))
    let differing = reproductions.filter { $0.verdict == .different }
    return [
      fingerprints.count > 1
        ? Oddity(
          kind: .mixedNumerics, text: "Its workers had \(fingerprints.count) different numeric fingerprints.")
        : nil,
      git?.diffDigest == nil
        ? nil
        : Oddity(
          kind: .uncommittedChanges, text: "The job's folder had changes that were not committed when it ran."
        ),
    ].compactMap(\.self)
      + differing.map { again in
        Oddity(
          kind: .notReproduced,
          text:
            "Run again at \(again.at.minute) on \(again.host), it differed: \(again.firstDifference ?? "").")
      }
  }
}
