package import Datasets
import Kernel

/// What the global model is before round 1.
package enum InitialModel: Sendable, Equatable {
  /// Drawn from this seed.
  case seed(UInt64)
  /// Given, in the layout of ``Kernel/ModelShape``; finite.
  case parameters(Floats)
}

extension Plan {
  /// The parameters that round 1 starts from.
  package func startingModel() -> [Float] {
    switch initial {
    case .seed(let seed): initialParameters(model, seed: seed)
    case .parameters(let parameters): parameters.array
    }
  }
}
