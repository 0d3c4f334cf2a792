import Determinism
import GRDB
package import Kernel
package import Planning
package import Tokenomics

extension Record {
  /// The finished rounds of a run, in order.
  package func rounds(of run: Int) throws(RecordError) -> [StoredRound] {
    try read { db in try RoundReading.rounds(db, run: run) }
  }

  /// What was decided in the finished rounds of a run, by round; rounds in which nothing was have none.
  package func decisions(of run: Int) throws(RecordError) -> [Int: [Decision]] {
    try read { db in try RoundReading.decisions(db, run: run) }
  }

  /// What was paid in each finished round of a run, by round.
  package func rewards(of run: Int) throws(RecordError) -> [[Reward]] {
    try read { db in try RoundReading.rewards(db, run: run, afterRound: 0) }
  }

  /// What was paid in one round of a run, by reason, then account.
  package func rewards(of run: Int, round: Int) throws(RecordError) -> [Reward] {
    try read { db in
      let sql =
        "SELECT * FROM reward WHERE run = ? AND round = ? ORDER BY \(RoundReading.reasonOrder), account"
      return try Row.fetchAll(db, sql: sql, arguments: [run, round]).map(RoundReading.reward)
    }
  }

  /// The evaluation of the newest round of a run that was evaluated; nil before the first.
  package func lastEvaluation(of run: Int) throws(RecordError) -> (round: Int, evaluation: Evaluation)? {
    try read { db in
      let sql = RoundReading.evaluationSQL + " ORDER BY round DESC LIMIT 1"
      return try Row.fetchOne(db, sql: sql, arguments: [run])
        .map { (round: try $0.count("round"), evaluation: try RoundReading.evaluation($0)) }
    }
  }
}

enum RoundReading {
  static func rounds(_ db: Database, run: Int) throws -> [StoredRound] {
    let clients = try clients(db, run: run)
    let evaluations = try evaluations(db, run: run)
    let decisions = try decisions(db, run: run)
    let rewards = try rewardRows(db, run: run, afterRound: 0)
    let sql = "SELECT * FROM round LEFT JOIN round_time USING (run, round) WHERE run = ? ORDER BY round"
    return try Row.fetchAll(db, sql: sql, arguments: [run]).map { row in
      let round = try row.count("round")
      return StoredRound(
        round: round, clients: clients[round] ?? [], decisions: decisions[round] ?? [],
        modelDigest: try row.digest("model_digest"),
        evaluation: evaluations[round], rewards: rewards[round] ?? [],
        finished: try row.time("finished"),
        seconds: try row.double("seconds"))
    }
  }

  /// The rewards of every round after `afterRound`, by round, as the round gave them.
  static func rewards(_ db: Database, run: Int, afterRound: Int) throws -> [[Reward]] {
    let rewards = try rewardRows(db, run: run, afterRound: afterRound)
    let rounds = try Int.fetchAll(
      db, sql: "SELECT round FROM round WHERE run = ? AND round > ? ORDER BY round",
      arguments: [run, afterRound])
    return rounds.map { rewards[$0] ?? [] }
  }

  /// SQL that orders rewards by their reason, as rounds do.
  static let reasonOrder: String = {
    let places = Reward.Reason.allCases.enumerated().map { "WHEN '\($1.rawValue)' THEN \($0)" }
    return "CASE reason \(places.joined(separator: " ")) END"
  }()

  static func reward(_ row: Row) throws -> Reward {
    Reward(
      account: try row.text("account"), reason: try row.choice("reason"), amount: try row.amount("amount"),
      weight: try row.natural("weight"), totalWeight: try row.natural("total_weight"),
      pot: try row.amount("pot"))
  }

  /// By round; in each by reason, then account, as the round gave them.
  private static func rewardRows(_ db: Database, run: Int, afterRound: Int) throws -> [Int: [Reward]] {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM reward WHERE run = ? AND round > ? ORDER BY round, \(reasonOrder), account",
      arguments: [run, afterRound])
    return try collect(rows, reward)
  }

  private static func clients(_ db: Database, run: Int) throws -> [Int: [ClientOutcome]] {
    let sql = """
      SELECT * FROM client_update LEFT JOIN client_time USING (run, round, client) WHERE run = ? ORDER BY round, client
      """
    return try collect(try Row.fetchCursor(db, sql: sql, arguments: [run])) { row in
      ClientOutcome(
        client: try row.count("client"), rows: try row.count("rows"), examples: try row.count("examples"),
        steps: try row.count("steps"), loss: try row.exact("loss"),
        updateDigest: try row.digest("update_digest"),
        contribution: try row.natural("contribution"), worker: try row.count("worker"),
        seconds: try row.double("seconds"))
    }
  }

  private static func evaluations(_ db: Database, run: Int) throws -> [Int: Evaluation] {
    let rows = try Row.fetchCursor(db, sql: evaluationSQL, arguments: [run])
    return try collect(rows, evaluation).compactMapValues(\.first)
  }

  fileprivate static let evaluationSQL =
    "SELECT * FROM evaluation LEFT JOIN ranking USING (run, round) WHERE run = ?"

  static func evaluation(_ row: Row) throws -> Evaluation {
    var evaluation = Evaluation(classes: 0)
    evaluation.rows = try row.count("rows")
    evaluation.confusion = try row.counts("confusion")
    evaluation.lossSum = try row.exact("loss_sum")
    evaluation.squaredErrorSum = try row.exact("squared_error_sum")
    evaluation.absoluteErrorSum = try row.exact("absolute_error_sum")
    evaluation.targetSum = try row.exact("target_sum")
    evaluation.targetSquareSum = try row.exact("target_square_sum")
    if row.hasValue("pairs") {
      // A pair is of two rows, each of which is counted.
      evaluation.concordance = Concordance(
        halfPairs: try row.count("half_pairs", upTo: 1 << 62), pairs: try row.count("pairs", upTo: 1 << 61))
    }
    return evaluation
  }

  /// By round.
  static func decisions(_ db: Database, run: Int) throws -> [Int: [Decision]] {
    let sql = "SELECT * FROM decision WHERE run = ? ORDER BY round, client, kind"
    return try collect(try Row.fetchCursor(db, sql: sql, arguments: [run]), DecisionRows.decision)
  }

  /// Rows by their round, each round's in the order in which they come.
  private static func collect<Value>(_ rows: RowCursor, _ value: (Row) throws -> Value) throws -> [Int:
    [Value]]
  {
    var byRound: [Int: [Value]] = [:]
    while let row = try rows.next() { byRound[try row.count("round"), default: []].append(try value(row)) }
    return byRound
  }
}
