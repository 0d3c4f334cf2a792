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
  ///
  /// - Throws: when the file that holds them was written to since the job was planned.
  package func startingModel() throws(DatasetError) -> [Float] {
    switch initial {
    case .seed(let seed): return initialParameters(model, seed: seed)
    case .parameters(let parameters):
      let model = parameters.array
      try parameters.requireUnchanged()
      return model
    }
  }
}
