import Tokenomics

@testable import Record

/// What may happen to a run of the sample once it has ended.
extension Record {
  /// A settlement of what some accounts earned in a run; the others have no address.
  func sampleSettlement(of run: Int, to accounts: [String] = ["charite", "mayo"]) throws -> StoredSettlement {
    let entries = try payable(of: run).filter { accounts.contains($0.account) }.map {
      StoredSettlement.Entry(account: $0.account, address: "0x" + $0.account, amount: $0.amount)
    }
    return StoredSettlement(
      target: "optimism", chainID: 10, token: nil, root: "0xroot", total: entries.reduce(0) { $0 + $1.amount },
      settled: Timestamp(milliseconds: 1_795_364_400_000), entries: entries)
  }

  /// Settles run 1 and keeps a batch that has it.
  func playAfterwards() throws {
    try settle(run: 1, sampleSettlement(of: 1))
    let batch = try beginBatch(name: "nightly", path: "Jobs/nightly.yaml", environment: Sample.environment)
    for job in Self.sampleJobs { try note(job, inBatch: batch) }
    try endBatch(batch, status: 4)
  }

  static let sampleJobs = [
    StoredBatchJob(
      position: 0, id: "train[lr=0.1]", outcome: "skipped", reason: "run 1 is this very run", run: 1, attempts: 0,
      seconds: 0),
    StoredBatchJob(
      position: 1, id: "train[lr=0.2]", outcome: "failed", reason: "no worker", run: nil, attempts: 3, seconds: 1.5),
  ]
}
