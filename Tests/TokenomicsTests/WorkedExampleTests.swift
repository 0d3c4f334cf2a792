import Foundation
import Testing
import Tokenomics

/// The example in Documentation/tokenomics.md is what the rules give.
struct WorkedExampleTests {
  private let rules: EconomyRules = {
    var rules = economy(emissionPerRound: 100_000_000, halvingEvery: 50)
    rules.validators = [
      .init(account: "mercy", stake: 5_000_000_000), .init(account: "mayo", stake: 2_500_000_000),
    ]
    rules.treasuries = ["dao"]
    return rules
  }()

  private let claims = RoundClaims(
    data: [("charite", 113), ("mayo", 88), ("mayo", 61), ("mercy", 107)].map {
      .init(account: $0, weight: $1)
    },
    compute: [.init(account: "charite", weight: 602), .init(account: "mercy", weight: 136)])

  @Test func `has the table that the rules give`() throws {
    let rewards = rules.rewards(for: claims, at: Ledger())
    let rows = rewards.map { reward in
      let cells = [
        reward.account, reward.reason.rawValue, "\(reward.weight)", "\(reward.totalWeight)",
        reward.pot.formatted(decimals: 6), reward.amount.formatted(decimals: 6),
      ]
      return "| \(cells.joined(separator: " | ")) |"
    }
    #expect(rows.count == 8)
    #expect(try documentation().contains("\n" + rows.joined(separator: "\n") + "\n"))
    #expect(rewards.reduce(0) { $0 + $1.amount } == 100_000_000)
  }

  @Test func `halves at height 50`() {
    let later = rules.rewards(for: claims, at: Ledger(height: 50))
    #expect(later.reduce(0) { $0 + $1.amount } == 50_000_000)
  }

  private func documentation() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Documentation/tokenomics.md"), encoding: .utf8)
  }
}
