import Federation
import Kernel
package import Tokenomics

/// What a run will cost and pay, as far as the plan alone tells.
package struct Estimate: Sendable, Equatable {
  /// Floating-point operations of local training: 2 for each multiply-add, forward and both backward products.
  package var trainingOperations: Double
  /// Bytes of models and updates on the wire, when each worker is sent the model once a round.
  package var wireBytes: Int
  /// What the network emits over all rounds at most, in base units; nil without tokenomics.
  package var emission: BaseUnits?
}

extension Plan {
  /// - Parameter opening: the ledger of the plan's network as the run would find it.
  package func estimate(workers: Int, opening: Ledger) -> Estimate {
    var examples = 0
    var updates = 0
    for cohort in cohorts {
      updates += cohort.count
      for client in cohort { examples += clients[client].rows * training.epochs }
    }
    let models = cohorts.reduce(0) { $0 + min(workers, $1.count) }
    return Estimate(
      trainingOperations: Double(examples) * operationsPerExample,
      wireBytes: 4 * model.parameterCount * (updates + models),
      emission: economy.map { emission(by: $0, opening: opening) })
  }

  private var operationsPerExample: Double {
    let products = zip(model.widths, model.widths.dropFirst()).map { Double($0 * $1) }
    // The first layer needs no gradient of its input.
    return products.enumerated().reduce(0) { $0 + $1.element * ($1.offset == 0 ? 4 : 6) }
  }

  private func emission(by rules: EconomyRules, opening: Ledger) -> BaseUnits {
    var supply = opening.supply
    if opening.balances.isEmpty { supply += rules.genesis.reduce(0) { $0 + $1.amount } }
    let before = supply
    for round in cohorts.indices {
      let scheduled = rules.emission(atHeight: opening.height + round)
      supply += rules.maxSupply.map { max(0, min(scheduled, $0 - supply)) } ?? scheduled
    }
    return supply - before
  }
}
