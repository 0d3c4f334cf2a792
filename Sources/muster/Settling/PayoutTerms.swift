import JobSpec
import Record
import Settlement

/// On which chain a run's rewards are paid out, by which token, and to which address of each account.
struct PayoutTerms {
  /// nil where the job names no chain.
  var target: String?
  var contract: String?
  /// By account.
  var payouts: [String: String]

  /// What the job of a run said.
  init(_ fields: [StoredField]) {
    target = fields.value(of: "chain.target")
    contract = fields.value(of: "chain.token.contract")
    payouts = [:]
    for field in fields where field.path.hasPrefix("participants.") && field.path.hasSuffix(".payout") {
      payouts[String(field.path.dropFirst("participants.".count).dropLast(".payout".count))] = field.value
    }
  }

  /// By which a run was settled: they hold for ever.
  init(_ settlement: StoredSettlement) {
    target = settlement.target
    contract = settlement.token
    payouts = [:]
    for entry in settlement.entries { payouts[entry.account] = entry.address }
  }

  /// What the run's own job leaves out, as another says it: a job of the same participants. What the run's job says stays.
  func completed(by job: Job) -> PayoutTerms {
    var terms = self
    if terms.target == nil {
      terms.target = job.chain?.target.rawValue
      terms.contract = job.chain?.tokenContract
    }
    for participant in job.participants where terms.payouts[participant.name] == nil {
      terms.payouts[participant.name] = participant.payout
    }
    return terms
  }
}
