package import Determinism

/// What one client does in one round: `epochs` passes over its rows in batches, by stochastic gradient descent.
///
/// The update of a step, as PyTorch's `SGD` defines it: g = gradient + weightDecay·w, v = momentum·v + g,
/// w −= learningRate·v, with v = 0 at the start of every round.
package struct TrainingRecipe: Sendable, Equatable {
  package var learningRate: Float
  package var momentum: Float
  package var weightDecay: Float
  package var epochs: Int
  package var batchSize: Int
  /// Whether each epoch takes the rows in a new order; otherwise they come as they lie.
  package var shuffle: Bool

  package init(
    learningRate: Float, momentum: Float = 0, weightDecay: Float = 0, epochs: Int, batchSize: Int,
    shuffle: Bool
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.weightDecay = weightDecay
    self.epochs = epochs
    self.batchSize = batchSize
    self.shuffle = shuffle
  }
}

extension TrainingRecipe {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(learningRate)
    writer.write(momentum)
    writer.write(weightDecay)
    writer.write(epochs)
    writer.write(batchSize)
    writer.write(shuffle)
  }

  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    learningRate = try reader.float()
    momentum = try reader.float()
    weightDecay = try reader.float()
    epochs = try reader.int()
    batchSize = try reader.int()
    shuffle = try reader.bool()
  }
}
