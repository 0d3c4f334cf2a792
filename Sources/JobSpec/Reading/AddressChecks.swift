import Addresses
import YAMLTree

/// Addresses, which are of the job's chain. The job gets them in their one canonical spelling.
extension Reading {
  mutating func checkAddresses(of job: inout Job) {
    guard failures.spareAll("chain") else { return }
    guard let chain = job.chain else { return checkPayoutsWithoutChain(of: job) }
    job.chain?.tokenContract = address(chain.tokenContract, at: "chain.token.contract", on: chain.target)
    for index in job.participants.indices {
      let path = "participants.\(job.participants[index].name).payout"
      job.participants[index].payout = address(job.participants[index].payout, at: path, on: chain.target)
    }
  }

  private mutating func checkPayoutsWithoutChain(of job: Job) {
    for participant in job.participants {
      guard let origin = origins["participants.\(participant.name).payout"] else { continue }
      return report(.payoutWithoutChain, severity: .warning, at: origin.value)
    }
  }

  private mutating func address(_ text: String?, at path: String, on chain: Chain.Target) -> String? {
    guard let text, let origin = origins[path] else { return text }
    do throws(AddressError) {
      return try chain.addresses.check(text).text
    } catch {
      report(.badAddress(text, chain: chain, error), at: origin.value)
      return text
    }
  }
}

extension Chain.Target {
  /// How the chain writes addresses.
  fileprivate var addresses: AddressFormat {
    switch self {
    case .ethereum, .optimism, .arbitrum: .evm
    case .solana: .solana
    case .cosmos: .cosmos
    case .polkadot: .polkadot
    case .bittensor: .bittensor
    }
  }
}
