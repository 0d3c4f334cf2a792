import GRDB
package import Tokenomics

/// What one account earned in a whole run for one reason.
package struct Earning: Sendable, Equatable {
  package var account: String
  package var reason: Reward.Reason
  package var amount: BaseUnits
}

extension Record {
  /// The sums of a run's rewards over all rounds, by account in the order of Unicode scalars, then by reason.
  package func earnings(of run: Int) throws(RecordError) -> [Earning] {
    try read { db in try EarningReading.earnings(db, run: run) }
  }
}

enum EarningReading {
  static func earnings(_ db: Database, run: Int) throws -> [Earning] {
    let sql = """
      SELECT account, reason, amount FROM reward WHERE run = ? ORDER BY account, \(RoundReading.reasonOrder)
      """
    let rows = try Row.fetchCursor(db, sql: sql, arguments: [run])
    var earnings: [Earning] = []
    while let row = try rows.next() {
      try earnings.add(
        Earning(
          account: try row.text("account"), reason: try row.choice("reason"),
          amount: try row.amount("amount")))
    }
    return earnings
  }
}

extension [Earning] {
  /// Adds to the last sum, if it is of the same account and reason.
  fileprivate mutating func add(_ next: Earning) throws {
    guard let last, last.reason == next.reason, last.account.utf8.elementsEqual(next.account.utf8) else {
      return append(next)
    }
    let (sum, overflow) = last.amount.addingReportingOverflow(next.amount)
    if overflow { throw StoredValueError(column: "amount", expected: "amount that can be added up") }
    self[count - 1].amount = sum
  }
}
