import Record
import Tokenomics

/// Who earned what for what: an account a line, a reason a column.
struct EarningsTable {
  let earnings: [Earning]
  let decimals: Int
  /// So many places after the point, further ones cut off; nil shows every amount in full.
  var places: Int?

  /// Whether amounts are shown in part.
  var isCut: Bool {
    guard let places else { return false }
    return earnings.contains { Self.places(of: $0.amount.formatted(decimals: decimals)) > places }
  }

  func text(indent: Int = 0) -> String {
    let reasons = Reward.Reason.allCases.filter { reason in earnings.contains { $0.reason == reason } }
    var table = TextTable(
      columns: [("account", .left)] + reasons.map { ($0.rawValue, .right) } + [("total", .right)])
    for (account, own) in accounts {
      table.add([account] + reasons.map { reason in sum(own.filter { $0.reason == reason }) } + [sum(own)])
    }
    table.add(
      ["total"] + reasons.map { reason in sum(earnings.filter { $0.reason == reason }) } + [sum(earnings)])
    return table.text(indent: indent)
  }

  /// Neighbours of one account together; earnings come sorted by account.
  private var accounts: [(account: String, own: [Earning])] {
    var accounts: [(account: String, own: [Earning])] = []
    for earning in earnings {
      if accounts.last?.account == earning.account {
        accounts[accounts.count - 1].own.append(earning)
      } else {
        accounts.append((earning.account, [earning]))
      }
    }
    return accounts
  }

  private func sum(_ earnings: [Earning]) -> String {
    guard !earnings.isEmpty else { return "" }
    let text = earnings.reduce(0) { $0 + $1.amount }.formatted(decimals: decimals)
    guard let places, Self.places(of: text) > places else { return text }
    return String(text.dropLast(Self.places(of: text) - places))
  }

  private static func places(of text: String) -> Int {
    text.split(separator: ".").dropFirst().first?.count ?? 0
  }
}
