import Determinism
import GRDB
import Kernel
import Planning
import Tokenomics

/// A round's rows, written in one transaction.
enum RoundRows {
  static func insert(_ db: Database, _ outcome: RoundOutcome, run: Int, attempt: Int, finished: Timestamp)
    throws
  {
    let round = outcome.round
    try db.insert(into: ResultTables.round, run, round, outcome.modelDigest.hex)
    try db.insert(
      into: ObservationTables.roundTime, run, round, attempt, finished.description, outcome.seconds)
    for decision in outcome.decisions { try DecisionRows.insert(db, decision, run: run, round: round) }
    for client in outcome.clients { try insert(db, client, run: run, round: round) }
    if let evaluation = outcome.evaluation { try insert(db, evaluation, run: run, round: round) }
    for reward in outcome.rewards { try insert(db, reward, run: run, round: round) }
    try CheckpointRows.store(db, outcome.model, round: round, run: run)
  }

  private static func insert(_ db: Database, _ client: ClientOutcome, run: Int, round: Int) throws {
    try db.insert(
      into: ResultTables.clientUpdate, run, round, client.client, client.rows, client.examples, client.steps,
      client.loss, client.loss.bits, client.updateDigest.hex, String(client.contribution))
    try db.insert(
      into: ObservationTables.clientTime, run, round, client.client, client.worker, client.seconds)
  }

  private static func insert(_ db: Database, _ evaluation: Evaluation, run: Int, round: Int) throws {
    let sums = [
      evaluation.lossSum, evaluation.squaredErrorSum, evaluation.absoluteErrorSum, evaluation.targetSum,
      evaluation.targetSquareSum,
    ]
    let head: [Stored] = [run, round, evaluation.rows, Spelling.list(evaluation.confusion)]
    try db.cachedStatement(sql: ResultTables.evaluation.insertSQL)
      .execute(arguments: StatementArguments(head + sums.flatMap { [$0, $0.bits] as [Stored] }))
    if let ranked = evaluation.concordance {
      try db.insert(into: ResultTables.ranking, run, round, ranked.halfPairs, ranked.pairs)
    }
  }

  private static func insert(_ db: Database, _ reward: Reward, run: Int, round: Int) throws {
    try db.insert(
      into: ResultTables.reward, run, round, reward.account, reward.reason.rawValue, String(reward.amount),
      String(reward.weight), String(reward.totalWeight), String(reward.pot))
  }

  /// What cannot be stored because it is NaN or infinite; nil when all is finite.
  static func notFinite(_ outcome: RoundOutcome) -> String? {
    if let client = outcome.clients.first(where: { !$0.loss.isFinite || !$0.seconds.isFinite }) {
      return "the loss of client \(client.client) in round \(outcome.round) is \(client.loss)"
    }
    guard let evaluation = outcome.evaluation else { return nil }
    let sums = [
      evaluation.lossSum, evaluation.squaredErrorSum, evaluation.absoluteErrorSum, evaluation.targetSum,
      evaluation.targetSquareSum,
    ]
    return sums.allSatisfy(\.isFinite) ? nil : "the evaluation of round \(outcome.round) is not finite"
  }
}
