import Testing

@testable import Kernel

/// Two epochs of seven rows in batches of three, against what `torch.optim.SGD` of PyTorch 2.15.0 computes in
/// double precision from the same weights and rows.
struct PyTorchTests {
  @Test(arguments: pyTorchCases)
  func `trains as PyTorch does`(_ expected: PyTorchCase) throws {
    let shape = expected.shape
    let recipe = TrainingRecipe(
      learningRate: expected.learningRate, momentum: expected.momentum, weightDecay: expected.weightDecay,
      epochs: 2, batchSize: 3, shuffle: false)
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, blas: .system(), maximumRows: 7)
    let examples = Examples(x: ramp(28, 37, 11, 101, 50), y: expected.targets)
    let global = ramp(shape.parameterCount, 53, 7, 97, 96)
    let report = try trainer.train(global: global, on: examples, seed: 0, round: 0, client: 0)
    #expect(report.examples == 14 && report.steps == 6 && report.isFinite)
    #expect(abs(report.loss - expected.loss) < 5e-7)
    #expect(report.update.count == expected.update.count)
    #expect(zip(report.update, expected.update).allSatisfy { abs($0 - $1) < 5e-7 }, "\(report.update)")
  }
}

/// Numbers that any language computes alike: ((index·a + b) mod m − m/2) / d.
private func ramp(_ count: Int, _ a: Int, _ b: Int, _ m: Int, _ d: Float) -> [Float] {
  (0..<count).map { Float(($0 * a + b) % m - m / 2) / d }
}

struct PyTorchCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let hidden: [Int]
  let activation: ModelShape.Activation
  let kind: ModelShape.Loss
  let learningRate: Float
  let momentum: Float
  let weightDecay: Float
  let loss: Double
  let update: [Float]

  var shape: ModelShape {
    ModelShape(
      inputs: 4, hidden: hidden, outputs: kind == .crossEntropy ? 3 : 1, activation: activation, loss: kind)
  }

  var targets: [Float] {
    switch kind {
    case .crossEntropy: (0..<7).map { Float(($0 * 2 + 1) % 3) }
    case .logistic: (0..<7).map { Float(($0 * 3 + $0 / 2) % 2) }
    case .squared: ramp(7, 29, 3, 41, 20)
    }
  }
}

private let pyTorchCases = [
  PyTorchCase(
    testDescription: "softmax", hidden: [], activation: .relu, kind: .crossEntropy,
    learningRate: 0.1, momentum: 0, weightDecay: 0, loss: 1.199212889,
    update: [
      0.0634945, 0.0448692, -0.1083637, -0.0072776, -0.0163830, 0.0236606, 0.0130773, 0.0288548,
      -0.0419321, 0.0136659, -0.1054919, 0.0918260, -0.0387842, 0.1650163, -0.1262321,
    ]),
  PyTorchCase(
    testDescription: "softmax with momentum and weight decay", hidden: [], activation: .relu,
    kind: .crossEntropy,
    learningRate: 0.1, momentum: 0.9, weightDecay: 0.05, loss: 1.162121776,
    update: [
      0.2681853, 0.0244360, -0.2369159, -0.0291064, 0.0098103, -0.0062736, 0.0356298, 0.0430227,
      -0.0969165, -0.0067866, -0.2315859, 0.2274141, -0.0988647, 0.4296793, -0.3344674,
    ]),
  PyTorchCase(
    testDescription: "relu layer", hidden: [5], activation: .relu, kind: .crossEntropy,
    learningRate: 0.2, momentum: 0, weightDecay: 0, loss: 1.136795148,
    update: [
      -0.0127137, -0.0016078, -0.0215865, -0.0017951, -0.0297635, -0.0047490, 0.0021939, 0.0008863,
      -0.0014061, -0.0131885, 0.0032158, -0.0043821, 0.0233592, -0.0020789, 0.0324167, -0.0105611,
      -0.0005804, -0.0155128, -0.0016900, -0.0252838, 0.0107632, 0.0051374, 0.0303687, 0.0005256,
      0.0223987, -0.0031809, -0.0013054, 0.0044863, -0.0108377, -0.0005339, 0.0113716, -0.0030960,
      0.0015705, 0.0015255, -0.0155489, 0.0021349, 0.0134140, -0.0047930, 0.0047209, 0.0000721,
      -0.2762374, 0.2619608, 0.0142767,
    ]),
  PyTorchCase(
    testDescription: "two tanh layers, logistic, with momentum", hidden: [5, 3], activation: .tanh,
    kind: .logistic,
    learningRate: 0.2, momentum: 0.8, weightDecay: 0, loss: 0.707648911,
    update: [
      0.0058953, -0.0183250, -0.0043922, 0.0179151, -0.0071539, 0.0089805, -0.0072746, -0.0083230,
      0.0031855, -0.0122791, -0.0118186, 0.0141167, 0.0110465, -0.0117407, 0.0164429, -0.0197353,
      0.0366862, 0.0152172, -0.0344229, 0.0237008, 0.0531773, -0.0814089, -0.0435928, 0.0696453,
      -0.0666296, -0.0147116, 0.0771643, -0.0233391, -0.0002709, 0.0024047, -0.0002360, -0.0137560,
      0.0689340, -0.0200505, 0.0021028, -0.0090109, 0.0032677, -0.0122742, 0.0588195, -0.0163194,
      0.0362734, -0.1883368, 0.0575435, 0.2676958, -0.0557778, -0.1954086, 0.5024136,
    ]),
  PyTorchCase(
    testDescription: "logistic with weight decay", hidden: [], activation: .relu, kind: .logistic,
    learningRate: 0.3, momentum: 0, weightDecay: 0.1, loss: 0.703256687,
    update: [
      0.3004716, -0.1368449, 0.0938702, -0.3589389, 0.4223044,
    ]),
  PyTorchCase(
    testDescription: "relu layer, squared, with momentum and weight decay", hidden: [6], activation: .relu,
    kind: .squared,
    learningRate: 0.05, momentum: 0.9, weightDecay: 0.01, loss: 0.286886350,
    update: [
      0.0038010, -0.0194345, 0.0120136, -0.0169084, 0.0277348, -0.0596566, 0.0012979, -0.0732798,
      0.0009637, -0.0592485, 0.0020930, -0.0437952, -0.0012052, 0.0329093, -0.0074074, 0.0256603,
      -0.0185923, 0.0570891, -0.0037083, -0.0209361, 0.0092322, -0.0166799, 0.0193476, -0.0483603,
      0.0027812, -0.0916828, -0.0059828, -0.0744152, -0.0234581, -0.0046178, 0.0002781, 0.1304210,
      -0.1041939, 0.1635616, -0.1015700, 0.0390334, -0.0036074,
    ]),
  PyTorchCase(
    testDescription: "linear", hidden: [], activation: .relu, kind: .squared,
    learningRate: 0.05, momentum: 0, weightDecay: 0, loss: 0.331955884,
    update: [
      0.1062710, -0.0381538, 0.0295650, -0.0870581, 0.0905634,
    ]),
]
