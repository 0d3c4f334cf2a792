import Determinism
import Record
import Tokenomics

/// Who earned what, and what that did to the network's ledger.
struct RewardSection {
  let facts: RunFacts
  let ledger: RunLedger

  /// - Returns: nil when the job pays nobody.
  init?(_ facts: RunFacts) {
    guard let ledger = RunLedger(facts) else { return nil }
    self.facts = facts
    self.ledger = ledger
  }

  var blocks: [Block] { [.paragraph(introduction), .table(earnings)] + settlement }

  var charts: [Block] {
    ledger.earned.isEmpty || facts.rounds.isEmpty ? [] : [.figures([earned])]
  }

  /// What the run did to all accounts.
  var accounts: [Block] { [.facts(supply), .table(balances)] }

  private var introduction: String {
    let token = ledger.token
    let cut = ledger.isCut ? " Amounts are cut after four decimals; the JSON report has them in full." : ""
    return "In \(token.symbol), the token of network \(token.network).\(cut)"
  }

  private var earnings: Table {
    let reasons = Reward.Reason.allCases.filter { ledger.paid(for: $0) > 0 }
    var table = Table("Earned in this run", ["account"] + reasons.map { $0.rawValue + "#" } + ["total#"])
    table.fill(with: ledger.earned, "account") { account, amounts in
      [Table.Cell(account)] + reasons.map { Table.Cell(amounts[$0].map(ledger.text) ?? "") }
        + [Table.Cell(ledger.text(RunLedger.sum(amounts)))]
    }
    table.rows.append(
      ["total"] + reasons.map { Table.Cell(ledger.text(ledger.paid(for: $0))) } + [Table.Cell(ledger.text(ledger.paid))])
    return table
  }

  private var earned: Figure {
    let chart = LineChart(curves: EarningCurves(facts, ledger).curves, figure: { Figures.fixed($0, decimals: 2) })
    return Figure(
      title: "Earned so far, in \(ledger.token.symbol)",
      description: "What each account has earned in this run by the end of each round.",
      drawing: chart.drawing, legend: chart.legend, table: chart.table("Earned so far, by round"))
  }

  private var supply: [Fact] {
    let limit = facts.fields.value(of: "tokenomics.token.max_supply")
    return [
      Fact("supply before", ledger.brief(ledger.opening.supply), note: ledger.token.symbol),
      Fact("minted by this run", ledger.brief(ledger.paid), note: ledger.token.symbol),
      Fact("supply after", ledger.brief(ledger.closing.supply), note: limit.map { "of at most \(Int($0).map(Figures.grouped) ?? $0)" } ?? "no limit"),
      Fact("rewarded rounds", Figures.grouped(ledger.closing.height), note: "over all runs of the network"),
    ]
  }

  private var balances: Table {
    let names = ledger.closing.balances.map(\.account).filter { $0 != mintAccount }
    var table = Table("Balances", ["account", "before#", "after#", "change#"])
    table.fill(with: names, "account") { account in
      let (before, after) = (ledger.opening.balance(of: account), ledger.closing.balance(of: account))
      return [
        Table.Cell(account == settledAccount ? "paid out on chains" : account), Table.Cell(ledger.text(before)), Table.Cell(ledger.text(after)),
        Table.Cell(ledger.text(after - before)),
      ]
    }
    return table
  }

  private var settlement: [Block] {
    guard let settlement = facts.settlement else { return [] }
    var table = Table("Paid out", ["account", "address", "amount#"])
    table.fill(with: settlement.entries, "account") { entry in
      [Table.Cell(entry.account), .code(entry.address), Table.Cell(ledger.text(entry.amount))]
    }
    return [
      .paragraph(
        "These rewards were settled on \(settlement.target) (chain \(settlement.chainID)) at \(settlement.settled.minute): "
          + "\(ledger.brief(settlement.total)) \(ledger.token.symbol) in all."),
      .entries([Fact("Merkle root", settlement.root)] + (settlement.token.map { [Fact("token contract", $0)] } ?? [])),
      .table(table),
    ]
  }
}
