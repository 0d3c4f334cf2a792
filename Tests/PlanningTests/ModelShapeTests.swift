import JobSpec
import Kernel
import Testing

@testable import Planning

/// The models that jobs name, as the kernel builds them.
struct ModelShapeTests {
  private func shape(_ kind: Model.Kind, features: Int, classes: Int, loss: Model.Loss? = nil) -> ModelShape {
    var model = Model(kind)
    model.loss = loss
    return ModelShape(model, features: features, classes: classes)
  }

  @Test func `dense models`() {
    #expect(
      shape(.linear, features: 5, classes: 0)
        == ModelShape(inputs: 5, layers: [.dense(outputs: 1)], loss: .squared))
    var huber = Model.Huber()
    huber.delta = 0.5
    #expect(shape(.linear, features: 5, classes: 0, loss: .huber(huber)).loss == .huber(delta: 0.5))
    #expect(shape(.logistic, features: 5, classes: 2).loss == .logistic)
    #expect(shape(.softmax, features: 5, classes: 3).layers == [.dense(outputs: 3)])
    var mlp = Model.MLP()
    mlp.hidden = [4, 3]
    mlp.activation = .gelu
    mlp.dropout = 0.25
    #expect(
      shape(.mlp(mlp), features: 5, classes: 3)
        == ModelShape(
          inputs: 5,
          layers: [
            .dense(outputs: 4), .activation(.gelu), .dropout(rate: 0.25), .dense(outputs: 3),
            .activation(.gelu),
            .dropout(rate: 0.25), .dense(outputs: 3),
          ], loss: .crossEntropy))
    #expect(shape(.mlp(mlp), features: 5, classes: 0, loss: .huber(huber)).loss == .huber(delta: 0.5))
    #expect(shape(.mlp(mlp), features: 5, classes: 0).outputs == 1)
  }

  @Test func `an autoencoder mirrors its widths`() {
    var encoder = Model.Autoencoder()
    encoder.hidden = [8, 2]
    encoder.activation = .tanh
    #expect(
      shape(.autoencoder(encoder), features: 30, classes: 2)
        == ModelShape(
          inputs: 30, hidden: [8, 2, 8], outputs: 30, activation: .tanh, loss: .reconstruction))
  }

  /// McMahan et al. 2017 give the number of this network's parameters.
  @Test func `the cnn of the paper on federated averaging has its 1,663,370 parameters`() throws {
    var first = Model.CNN.Conv()
    first.filters = 32
    first.size = 5
    first.padding = .same
    var second = first
    second.filters = 64
    var cnn = Model.CNN()
    cnn.image = [1, 28, 28]
    cnn.layers = [
      .conv(first), .maxPool(Model.CNN.Pool()), .conv(second), .maxPool(Model.CNN.Pool()), .dense(512),
    ]
    let shape = shape(.cnn(cnn), features: 784, classes: 10)
    let input = ModelShape.ImageSize(channels: 1, height: 28, width: 28)
    let middle = ModelShape.ImageSize(channels: 32, height: 14, width: 14)
    #expect(
      shape.layers == [
        .convolution(.init(input: input, filters: 32, size: 5, padding: 2)), .activation(.relu),
        .pooling(.init(kind: .max, input: .init(channels: 32, height: 28, width: 28), size: 2, stride: 2)),
        .convolution(.init(input: middle, filters: 64, size: 5, padding: 2)), .activation(.relu),
        .pooling(.init(kind: .max, input: .init(channels: 64, height: 14, width: 14), size: 2, stride: 2)),
        .dense(outputs: 512), .activation(.relu), .dense(outputs: 10),
      ])
    #expect(shape.parameterCount == 1_663_370)
    #expect(throws: Never.self) { try shape.validate() }
  }

  @Test func `strides, zeros and overlapping windows`() throws {
    var conv = Model.CNN.Conv()
    conv.filters = 3
    conv.size = 3
    conv.stride = 2
    conv.padding = .zeros(1)
    var pool = Model.CNN.Pool()
    pool.size = 3
    pool.stride = 2
    var cnn = Model.CNN()
    cnn.image = [2, 9, 8]
    cnn.layers = [.conv(conv), .averagePool(pool), .dropout(0.5)]
    let shape = shape(.cnn(cnn), features: 144, classes: 2)
    // 9 x 8 becomes 5 x 4, then 2 x 1.
    #expect(shape.widths == [144, 60, 60, 6, 6, 2])
    #expect(shape.layers[3] == .dropout(rate: 0.5))
    #expect(throws: Never.self) { try shape.validate() }
  }

  @Test func `training recipes`() {
    var training = Training()
    var sgd = Training.SGD()
    sgd.learningRate = 0.1
    sgd.momentum = 0.9
    sgd.nesterov = true
    sgd.weightDecay = 0.01
    training.optimizer = .sgd(sgd)
    training.schedule = .cosine(Training.Cosine())
    training.warmUp = 2
    training.clipNorm = 1
    training.epochs = 3
    training.batchSize = 7
    training.shuffle = .none
    #expect(
      TrainingRecipe(training, rounds: 12)
        == TrainingRecipe(
          optimizer: .sgd(momentum: 0.9, nesterov: true), learningRate: 0.1, weightDecay: 0.01,
          schedule: .cosine(rounds: 12, to: 0), warmUpRounds: 2, clipNorm: 1, epochs: 3, batchSize: 7,
          shuffle: false))
    var adamw = Training.AdamW()
    adamw.learningRate = 0.001
    training.optimizer = .adamw(adamw)
    var step = Training.Step()
    step.every = 5
    step.factor = 0.5
    training.schedule = .step(step)
    let recipe = TrainingRecipe(training, rounds: 12)
    #expect(recipe.optimizer == .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8))
    #expect(recipe.learningRate == 0.001 && recipe.weightDecay == 0.01)
    #expect(recipe.schedule == .step(every: 5, factor: 0.5))
  }
}
