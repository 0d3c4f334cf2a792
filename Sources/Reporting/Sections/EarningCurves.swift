import Record
import Tokenomics

/// What accounts had earned by the end of each round: all of seven at most, else the six that earned most, and the others
/// together.
struct EarningCurves {
  let curves: [Curve]

  private static let most = 6

  init(_ facts: RunFacts, _ ledger: RunLedger) {
    let sums = ledger.earned.map { (account: $0.account, amount: RunLedger.sum($0.amounts)) }
    // Sorting is stable: of equals the first in the ledger's order comes first.
    let leading = sums.sorted { $0.amount > $1.amount }.prefix(sums.count <= Self.most + 1 ? sums.count : Self.most).map(\.account)
    let places = Dictionary(uniqueKeysWithValues: leading.enumerated().map { (Array($0.element.utf8), $0.offset) })
    var totals = [BaseUnits](repeating: 0, count: leading.count + 1)
    var points = totals.map { _ in [Curve.Point]() }
    for round in facts.rounds {
      for reward in round.rewards {
        totals[places[Array(reward.account.utf8)] ?? leading.count] += reward.amount
      }
      for (place, total) in totals.enumerated() {
        points[place].append(Curve.Point(round: round.round, value: ledger.approximate(total)))
      }
    }
    let others = sums.count > leading.count ? ["\(sums.count - leading.count) others"] : []
    curves = zip(leading + others, points).map { Curve($0, $1) }
  }
}
