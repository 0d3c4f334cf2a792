import Tokenomics

/// Who earned what for what: an account a line, a reason a column.
struct EarningsTable {
  let rewards: [Reward]
  let decimals: Int
  /// So many places after the point, further ones cut off; nil shows every amount in full.
  var places: Int?

  func text(indent: Int = 0) -> String {
    let reasons = Reward.Reason.allCases.filter { reason in rewards.contains { $0.reason == reason } }
    var table = TextTable(
      columns: [("account", .left)] + reasons.map { ($0.rawValue, .right) } + [("total", .right)])
    for account in Set(rewards.map(\.account)).sorted() {
      let own = rewards.filter { $0.account == account }
      table.add([account] + reasons.map { reason in sum(own.filter { $0.reason == reason }) } + [sum(own)])
    }
    table.add(["total"] + reasons.map { reason in sum(rewards.filter { $0.reason == reason }) } + [sum(rewards)])
    return table.text(indent: indent)
  }

  private func sum(_ rewards: [Reward]) -> String {
    guard !rewards.isEmpty else { return "" }
    let text = rewards.reduce(0) { $0 + $1.amount }.formatted(decimals: decimals)
    guard let places, decimals > 0 else { return text }
    let parts = text.split(separator: ".")
    let fraction = (parts.count > 1 ? parts[1] : "").prefix(places)
    return parts[0] + "." + fraction + String(repeating: "0", count: min(places, decimals) - fraction.count)
  }
}
