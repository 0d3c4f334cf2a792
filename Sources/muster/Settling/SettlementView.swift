import Determinism
import Record
import Reporting
import Settlement
import Tokenomics

/// What came of `settle`.
struct SettlementView {
  let settled: RunToSettle
  /// Where it was written; nil when it is only shown.
  let file: String?

  private var settlement: Settlement { settled.settlement }

  private func tokens(_ amount: BaseUnits) -> String {
    "\(amount.formatted(decimals: settlement.run.decimals)) \(settlement.run.symbol)"
  }

  var text: String { [headline, figures, nextSteps].filter { !$0.isEmpty }.joined(separator: "\n\n") }

  private var headline: String {
    let run = "Run \(settled.run.id) of \(settled.run.job)"
    let chain = settlement.run.chain
    let place = "on \(chain.rawValue) (chain id \(chain.id))"
    if let before = settled.before {
      return "\(run) was settled \(place) at \(before.settled); nothing was moved."
    }
    return file == nil ? "\(run) would be settled \(place)." : "\(run) is settled \(place)."
  }

  private var figures: String {
    var table = TextTable(.left, .left)
    table.add("network", settlement.run.network)
    table.add("token", settlement.run.contract ?? "none named in the job")
    table.add("total", tokens(settlement.total))
    table.add("claims", Figures.counted(settlement.claims.count, "address"))
    if !settlement.unpaid.isEmpty {
      let accounts = settlement.unpaid.map { "\($0.account) \(tokens($0.amount))" }.joined(separator: ", ")
      table.add("unpaid", "\(accounts): no payout address, so it stays payable")
    }
    table.add("root", settlement.root)
    if let file { table.add("file", file) }
    return table.text(indent: 2)
  }

  private var nextSteps: String {
    guard file != nil else { return "" }
    return """
      Next:
        1. deploy a Merkle distributor of this token with the root, on chain \(settlement.run.chain.id)
        2. send it \(settlement.total) base units, which are \(tokens(settlement.total))
        3. give the file to all who are paid: each claims with the amount and the proof under their address
      """
  }

  /// For programs. Amounts are base units, as text.
  var json: JSON {
    let run = settlement.run
    return .object([
      ("run", .int(settled.run.id)), ("network", .string(run.network)),
      ("target", .string(run.chain.rawValue)),
      ("chain_id", .int(run.chain.id)), ("token", run.contract.map(JSON.string) ?? .null),
      ("symbol", .string(run.symbol)), ("decimals", .int(run.decimals)), ("root", .string(settlement.root)),
      ("total", .string(String(settlement.total))), ("claims", .int(settlement.claims.count)),
      ("unpaid", .array(settlement.unpaid.map(\.json))), ("file", file.map(JSON.string) ?? .null),
      ("settled_before", settled.before.map { .string($0.settled.description) } ?? .null),
    ])
  }
}
