import Addresses
import Determinism
import Record
import Settlement
import Tokenomics

/// A run whose rewards are to be paid out on its chain, or were.
struct RunToSettle {
  let run: StoredRun
  let settlement: Settlement
  /// How it was settled before; nil when it was not.
  let before: StoredSettlement?

  /// - Throws: why it cannot be settled.
  init(_ id: Int, in record: Record) throws {
    run = try record.run(id)
    let digest = try run.settleableDigest()
    guard try record.isIntact(run: id) else {
      throw Failure(
        .mismatch, "run \(id) is not as it was recorded, so nothing of it is settled",
        help: "`muster verify \(id)` says what was changed; go back to a copy of the record")
    }
    before = try record.settlement(of: id)
    if before == nil, let origin = try record.origin(of: id) {
      throw Failure(
        .usage, "run \(id) was imported from \(origin.path), which may settle it too",
        help: "settle it there, where it is run \(origin.number)")
    }
    let payable = try record.payable(of: id)
    let due =
      (before?.entries ?? []).map { Due(account: $0.account, amount: $0.amount) }
      + payable.map { Due(account: $0.account, amount: $0.amount) }
    let fields = try record.fields(of: id)
    let settled = try run.settled(fields, digest)
    do throws(SettlementError) {
      settlement = try Settlement(run: settled, due: due, payouts: fields.payouts)
    } catch {
      throw Failure(.invalid, "run \(id) cannot be settled: \(error)", help: error.help)
    }
    if let before, before.root != settlement.root {
      throw Failure(
        .mismatch, "run \(id) was settled with root \(before.root), and would now have \(settlement.root)",
        help: "keep to the file of then, and run `muster verify \(id)`")
    }
  }

  /// What the record keeps of it.
  func entry(at time: Timestamp) -> StoredSettlement {
    let parties = settlement.claims.flatMap { claim in
      claim.parts.map {
        StoredSettlement.Entry(account: $0.account, address: claim.address.text, amount: $0.amount)
      }
    }
    return StoredSettlement(
      target: settlement.run.chain.rawValue, chainID: settlement.run.chain.id, token: settlement.run.contract,
      root: settlement.root, total: settlement.total, settled: time,
      entries: parties.sorted { $0.account.utf8.lexicographicallyPrecedes($1.account.utf8) })
  }
}

extension Settlement {
  /// As the file and the chain write it.
  var root: String { "0x" + tree.root.hex }
}

extension StoredRun {
  /// The digest of a run that ended well enough to be paid for.
  fileprivate func settleableDigest() throws -> Digest {
    switch (status, digest) {
    case (.succeeded, let digest?), (.missed, let digest?): return digest
    case (.interrupted, _):
      throw Failure(
        .usage, "run \(id) has not ended, and only a whole run is settled",
        help: "`muster resume \(id)` goes on with it")
    case (.diverged, _):
      throw Failure(
        .usage, "run \(id) diverged, and only a run that ended well is settled",
        help: "mend the job and run it again; what this run earned stays in its network's ledger")
    default:
      throw Failure(
        .usage, "run \(id) has not ended, and only a whole run is settled", help: "wait for its end")
    }
  }

  fileprivate func settled(_ fields: [StoredField], _ digest: Digest) throws -> SettledRun {
    guard let token = StoredToken(fields) else {
      throw Failure(
        .invalid, "run \(id) pays nobody: its job has no tokenomics",
        help: "`muster explain tokenomics` shows how a job pays")
    }
    guard let target = fields.value(of: "chain.target") else {
      throw Failure(
        .invalid, "the job of run \(id) names no chain to settle on",
        help: "add `chain` and each participant's `payout` to it, and run it again")
    }
    guard let chain = SettlementChain(rawValue: target) else {
      throw Failure(
        .configuration, "settlement on \(target) is not there yet",
        help:
          "it is there for \(SettlementChain.allCases.map(\.rawValue).joined(separator: ", ")); the rewards stay payable in the ledger"
      )
    }
    return SettledRun(
      network: token.network, key: key, digest: digest, chain: chain,
      contract: fields.value(of: "chain.token.contract"),
      symbol: token.symbol, decimals: token.decimals)
  }
}

extension [StoredField] {
  /// The participants' payout addresses, by account.
  fileprivate var payouts: [String: String] {
    var payouts: [String: String] = [:]
    for field in self where field.path.hasPrefix("participants.") && field.path.hasSuffix(".payout") {
      payouts[String(field.path.dropFirst("participants.".count).dropLast(".payout".count))] = field.value
    }
    return payouts
  }
}

extension SettlementError {
  fileprivate var help: String {
    switch self {
    case .nothingDue: "give those who earn a `payout` in the job's `participants`, and run it again"
    case .badAddress: "mend it in the job and run it again"
    case .tooMuch, .notPositive: "`muster verify` says what is wrong with the record"
    }
  }
}
