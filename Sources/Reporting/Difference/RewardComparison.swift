import Record
import Tokenomics

/// What two runs paid to whom.
enum RewardComparison {
  /// The accounts whose earnings differ; amounts with the token's symbol.
  static func entries(_ a: RunFacts, _ b: RunFacts) -> [RunDifference.Entry] {
    RunDifference.Entry.differing(totals(a), totals(b))
  }

  /// Over all reasons. A record's amounts can be added up: the reader saw to that, reason by reason.
  private static func totals(_ run: RunFacts) -> [(String, String)] {
    let token = StoredToken(run.fields)
    var totals: [(account: String, amount: BaseUnits)] = []
    for earning in run.earnings {
      if totals.last?.account == earning.account {
        totals[totals.count - 1].amount = totals[totals.count - 1].amount &+ earning.amount
      } else {
        totals.append((earning.account, earning.amount))
      }
    }
    return totals.map {
      ($0.account, $0.amount.formatted(decimals: token?.decimals ?? 0) + (token.map { " \($0.symbol)" } ?? ""))
    }
  }
}
