/// A chain that a run can be settled on.
package enum SettlementChain: String, Sendable, CaseIterable {
  case ethereum, optimism, arbitrum

  /// Its number in the registry of EIP-155.
  package var id: Int {
    switch self {
    case .ethereum: 1
    case .optimism: 10
    case .arbitrum: 42161
    }
  }
}
