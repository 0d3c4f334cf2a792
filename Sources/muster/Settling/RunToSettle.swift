import Addresses
import Determinism
import JobSpec
import Record
import Settlement
import Tokenomics

/// A run whose rewards are to be paid out on its chain, or were.
struct RunToSettle {
  let run: StoredRun
  let settlement: Settlement
  /// How it was settled before; nil when it was not.
  let before: StoredSettlement?

  /// - Parameter job: says what the run's own job leaves out of how it is paid.
  /// - Throws: why it cannot be settled.
  init(_ id: Int, in record: Record, completedBy job: Job?) throws {
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
    let said = PayoutTerms(fields)
    let terms = before.map(PayoutTerms.init) ?? job.map(said.completed) ?? said
    let settled = try run.settled(fields, digest, terms)
    do throws(SettlementError) {
      settlement = try Settlement(run: settled, due: due, payouts: terms.payouts)
    } catch {
      throw Failure(.invalid, "run \(id) cannot be settled: \(error)", help: error.help)
    }
    if let before, before.root != settlement.root {
      throw Failure(
        .mismatch, "run \(id) was settled with root \(before.root), and would now have \(settlement.root)",
        help: "keep to the file of then, and run `muster verify \(id)`")
    }
  }

  /// - Throws: `invalid` where a run that was not settled before would leave somebody without pay for good.
  func requireAllPaid() throws {
    guard before == nil, !settlement.unpaid.isEmpty else { return }
    let accounts = settlement.unpaid.map { due in
      "\(due.account) earned \(due.amount.formatted(decimals: settlement.run.decimals)) \(settlement.run.symbol)"
    }
    throw Failure(
      .invalid, "\(accounts.joined(separator: " and ")) in run \(run.id), without a payout address",
      help:
        "`--payouts JOB` takes addresses from another job; `--leave-unpaid` settles without them, for good"
    )
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

  fileprivate func settled(
    _ fields: [StoredField], _ digest: Digest, _ terms: PayoutTerms
  ) throws -> SettledRun {
    guard let token = StoredToken(fields) else {
      throw Failure(
        .invalid, "run \(id) pays nobody: its job has no tokenomics",
        help: "`muster explain tokenomics` shows how a job pays")
    }
    guard let target = terms.target else {
      throw Failure(
        .invalid, "the job of run \(id) names no chain to settle on",
        help: "`--payouts JOB` takes chain and addresses from another job of these participants")
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
      contract: terms.contract,
      symbol: token.symbol, decimals: token.decimals)
  }
}

extension SettlementError {
  fileprivate var help: String {
    switch self {
    case .nothingDue: "`--payouts JOB` takes the addresses of a job's `participants`"
    case .badAddress: "mend it in the job that `--payouts` names"
    case .tooMuch, .notPositive: "`muster verify` says what is wrong with the record"
    }
  }
}
