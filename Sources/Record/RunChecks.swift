import Determinism
import GRDB
import Planning
import Tokenomics

/// - Returns: what is wrong with a run.
typealias RunCheck = @Sendable (Database, Int) throws -> [String]

/// What must hold between the rows of one run.
enum RunChecks {
  static let all: [RunCheck] = [seal, gitDiff, rounds, checkpoint, evaluationBits, lossBits, transfers, pots, workers]

  static func seal(_ db: Database, _ run: Int) throws -> [String] {
    let stored = try RunSeal.stored(db, run: run)
    let hasEnded = try Row.fetchOne(db, sql: "SELECT 1 FROM ending WHERE run = ?", arguments: [run]) != nil
    if !hasEnded { return try unended(db, run, hasDigests: !stored.isEmpty) }
    let now = try RunSeal.compute(db, run: run)
    let known = now.named.map(\.table)
    return now.named.flatMap { part -> [String] in
      guard let before = stored.first(where: { $0.table == part.table }) else {
        return ["\(part.table) has no digest"]
      }
      if before.digest == part.digest { return [] }
      let (then, now) = before.digest.told(from: part.digest)
      return ["\(part.table) was \(then) when the run ended, now it is \(now)"]
    }
      + stored.filter { !known.contains($0.table) }.map {
        "there is a digest of an unknown part, \($0.table)"
      }
  }

  /// A run without an ending may go on: it has no digests, and no attempt says that it finished it.
  private static func unended(_ db: Database, _ run: Int, hasDigests: Bool) throws -> [String] {
    let finished = try Int.fetchAll(
      db, sql: "SELECT attempt FROM attempt WHERE run = ? AND ending = 'finished' ORDER BY attempt",
      arguments: [run])
    return (hasDigests ? ["it has digests but no ending"] : [])
      + finished.map { "attempt \($0) finished it, but it has no ending" }
  }

  /// The difference to the commit that was kept is the one whose digest is sealed.
  private static func gitDiff(_ db: Database, _ run: Int) throws -> [String] {
    guard let diff = try GitRows.diff(db, run: run) else { return [] }
    let sealed = try Row.fetchOne(db, sql: "SELECT diff_digest FROM git WHERE run = ?", arguments: [run])?
      .optionalDigest("diff_digest")
    let found = Digest.of(diff)
    return found == sealed ? [] : ["its difference to the commit is \(found.short), it was \(sealed?.short ?? "none")"]
  }

  private static func rounds(_ db: Database, _ run: Int) throws -> [String] {
    let rounds = try Int.fetchAll(
      db, sql: "SELECT round FROM round WHERE run = ? ORDER BY round", arguments: [run])
    let empty = try Int.fetchAll(
      db,
      sql: """
        SELECT round FROM round WHERE run = ?
        AND NOT EXISTS (SELECT 1 FROM client_update AS u WHERE u.run = round.run AND u.round = round.round)
        """, arguments: [run])
    let planned = try Int.fetchOne(db, sql: "SELECT rounds FROM run WHERE run = ?", arguments: [run]) ?? 0
    var findings = empty.map { "round \($0) has no cohort" }
    if let gap = zip(rounds, 1...).first(where: { $0 != $1 }) { findings.append("round \(gap.1) is missing") }
    if rounds.count > planned { findings.append("it has \(rounds.count) rounds, planned were \(planned)") }
    return findings + (try ending(db, run, rounds: rounds.count))
  }

  private static func ending(_ db: Database, _ run: Int, rounds: Int) throws -> [String] {
    if try Row.fetchOne(db, sql: "SELECT 1 FROM attempt WHERE run = ? AND attempt = 1", arguments: [run])
      == nil
    {
      return ["it has no attempt"]
    }
    guard let ending = try Row.fetchOne(db, sql: "SELECT * FROM ending WHERE run = ?", arguments: [run])
    else { return [] }
    let stated = try ending.count("rounds")
    var findings = stated == rounds ? [] : ["its ending states \(stated) rounds, there are \(rounds)"]
    if let diverged = try ending.optionalCount("diverged_round"), diverged != rounds + 1 {
      findings.append("it diverged in round \(diverged), but has \(rounds) rounds")
    }
    return findings
  }

  private static func checkpoint(_ db: Database, _ run: Int) throws -> [String] {
    let last = try Row.fetchOne(
      db, sql: "SELECT round, model_digest FROM round WHERE run = ? ORDER BY round DESC LIMIT 1",
      arguments: [run])
    guard let last else { return [] }
    guard let checkpoint = try CheckpointRows.fetch(db, run: run) else {
      return try CareRows.pruned(db, run: run) == nil ? ["its model is missing"] : []
    }
    let round = try last.count("round")
    if checkpoint.round != round {
      return ["its model is of round \(checkpoint.round), not of round \(round)"]
    }
    let (expected, found) = (try last.digest("model_digest"), Digest.of(checkpoint.model))
    if expected == found { return [] }
    let (has, gave) = found.told(from: expected)
    return ["its model is \(has), round \(round) gave \(gave)"]
  }

  private static func evaluationBits(_ db: Database, _ run: Int) throws -> [String] {
    try bits(db, run, ResultTables.evaluation)
  }

  private static func lossBits(_ db: Database, _ run: Int) throws -> [String] {
    try bits(db, run, ResultTables.clientUpdate)
  }

  /// A float that people read must be the one that is digested.
  private static func bits(_ db: Database, _ run: Int, _ table: Table) throws -> [String] {
    let exact = table.columns.map(\.name).filter { name in
      table.columns.contains { $0.name == name + "_bits" }
    }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM \(table.name) WHERE run = ? ORDER BY \(table.order.joined(separator: ", "))",
      arguments: [run])
    var findings: [String] = []
    while let row = try rows.next() {
      for name in exact where try row.double(name) != row.exact(name) {
        let place = try table.order.map { "\($0) \(try row.count($0))" }.joined(separator: ", ")
        findings.append(
          "\(table.name), \(place): \(name) is \(try row.double(name)), its bits say \(try row.exact(name))")
      }
    }
    return findings
  }

  /// Every reward is paid by exactly one entry. That every entry pays a reward is a foreign key.
  private static func transfers(_ db: Database, _ run: Int) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT reward.round, account, reward.reason, reward.amount, transfer.amount AS paid
        FROM reward JOIN run USING (run) LEFT JOIN transfer
          ON transfer.run = reward.run AND transfer.round = reward.round AND credit = account
            AND transfer.reason = reward.reason AND transfer.network = run.network AND debit = '\(mintAccount)'
        WHERE reward.run = ? AND transfer.amount IS NOT reward.amount ORDER BY 1, 2, 3
        """, arguments: [run]
    ).map { row in
      let paid = try row.optionalText("paid").map { "the ledger paid \($0)" } ?? "the ledger did not pay it"
      return
        "round \(try row.count("round")): \(try row.text("account")) earned \(try row.text("amount")) for "
        + "\(try row.text("reason")), \(paid)"
    }
  }

  /// A pot is shared out to the last unit.
  private static func pots(_ db: Database, _ run: Int) throws -> [String] {
    let rounds = try RoundReading.rewards(db, run: run, afterRound: 0)
    return zip(1..., rounds).flatMap { round, rewards in
      Reward.Reason.allCases.compactMap { reason in
        let shared = rewards.filter { $0.reason == reason }
        guard let pot = shared.first?.pot else { return nil }
        let (sum, overflow) = shared.reduce((BaseUnits(0), false)) { total, reward in
          let (sum, overflow) = total.0.addingReportingOverflow(reward.amount)
          return (sum, total.1 || overflow)
        }
        if !overflow && sum == pot && shared.allSatisfy({ $0.pot == pot }) { return nil }
        return "round \(round): the rewards for \(reason.rawValue) do not add up to their pot of \(pot)"
      }
    }
  }

  private static func workers(_ db: Database, _ run: Int) throws -> [String] {
    let fingerprints = try WorkerRows.fingerprints(db, run: run)
    return fingerprints.count > 1 ? ["its workers have different numeric fingerprints"] : []
  }
}
