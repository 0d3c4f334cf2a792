import Tokenomics

/// Who earned what for what: an account a line, a reason a column.
struct EarningsTable {
  let rewards: [Reward]
  let decimals: Int
  /// Further ones are cut off.
  var shownDecimals = Int.max

  func text(indent: Int = 0) -> String {
    let reasons = Reward.Reason.allCases.filter { reason in rewards.contains { $0.reason == reason } }
    var table = TextTable(
      columns: [("account", .left)] + reasons.map { ($0.rawValue, .right) } + [("total", .right)])
    for account in Set(rewards.map(\.account)).sorted() {
      let own = rewards.filter { $0.account == account }
      table.add([account] + reasons.map { reason in sum(own.filter { $0.reason == reason }) } + [sum(own)])
    }
    table.add(
      ["total"] + reasons.map { reason in sum(rewards.filter { $0.reason == reason }) } + [sum(rewards)])
    return table.text(indent: indent)
  }

  private func sum(_ rewards: [Reward]) -> String {
    guard !rewards.isEmpty else { return "" }
    let text = rewards.reduce(0) { $0 + $1.amount }.formatted(decimals: decimals)
    guard let point = text.firstIndex(of: "."), text.distance(from: point, to: text.endIndex) > shownDecimals
    else {
      return text
    }
    return String(text[...point]) + text[text.index(after: point)...].prefix(shownDecimals)
  }
}
