import Federation
import Kernel
package import Tokenomics

/// What a run will cost and pay, as far as the plan alone tells.
package struct Estimate: Sendable, Equatable {
  /// Floating-point operations of local training: 2 for each multiply-add, forward and both backward products. That
  /// of clients of mean size where a cohort is not all clients.
  package var trainingOperations: Double
  /// Bytes of models and updates on the wire, when each worker is sent the model once a round.
  package var wireBytes: Double
  /// What the network emits over all rounds at most, in base units; nil without tokenomics.
  package var emission: BaseUnits?
}

extension Plan {
  /// - Parameter opening: the ledger of the plan's network as the run would find it, its genesis included.
  package func estimate(workers: Int, opening: Ledger) -> Estimate {
    let rows = Double(clients.reduce(0) { $0 + $1.rows })
    let visits =
      Double(rounds) * Double(training.epochs) * rows * Double(cohortRule.size) / Double(clients.count)
    let messages = Double(rounds) * Double(cohortRule.size + min(workers, cohortRule.size))
    return Estimate(
      trainingOperations: visits * operationsPerExample,
      wireBytes: 4 * Double(model.parameterCount) * messages,
      emission: economy.map { $0.emission(overRounds: rounds, from: opening) })
  }

  private var operationsPerExample: Double {
    let products = zip(model.layers, model.widths).compactMap { $0.multiplyAdds(inputs: $1) }
    // The first layer with parameters needs no gradient of its input.
    return products.enumerated().reduce(0) { $0 + $1.element * ($1.offset == 0 ? 4 : 6) }
  }
}

extension ModelShape.Layer {
  /// Of one row on its way forward; nil of a layer without parameters.
  fileprivate func multiplyAdds(inputs: Int) -> Double? {
    switch self {
    case .dense(let outputs): Double(inputs) * Double(outputs)
    case .convolution(let layer):
      Double(layer.output.count) * Double(layer.input.channels) * Double(layer.size * layer.size)
    case .activation, .dropout, .pooling: nil
    }
  }
}
