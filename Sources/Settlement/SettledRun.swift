package import Determinism

/// The facts of a run that its settlement names.
package struct SettledRun: Sendable, Equatable {
  package var network: String
  package var key: Digest
  /// The record digest.
  package var digest: Digest
  package var chain: SettlementChain
  /// The address of the token's contract, where the job names one.
  package var contract: String?
  package var symbol: String
  /// 10^decimals base units are one token.
  package var decimals: Int

  package init(
    network: String, key: Digest, digest: Digest, chain: SettlementChain, contract: String?, symbol: String,
    decimals: Int
  ) {
    self.network = network
    self.key = key
    self.digest = digest
    self.chain = chain
    self.contract = contract
    self.symbol = symbol
    self.decimals = decimals
  }
}
