import Testing

@testable import Kernel

/// Two epochs of seven rows in batches of three, against what `torch.optim.SGD` of PyTorch (2.15.0; the
/// models with gelu, huber, convolutions and reconstruction 2.13.0) computes in double precision from the
/// same weights and rows.
struct PyTorchTests {
  @Test(arguments: pyTorchCases)
  func `trains as PyTorch does`(_ expected: PyTorchCase) throws {
    let shape = expected.shape
    let recipe = TrainingRecipe(
      optimizer: .sgd(momentum: expected.momentum, nesterov: false), learningRate: expected.learningRate,
      weightDecay: expected.weightDecay, epochs: 2, batchSize: 3, shuffle: false)
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: 7)
    let samples = Samples(x: ramp(7 * shape.inputs, 37, 11, 101, 50), y: expected.targets)
    let trained = try trainer.train(ramp(shape.parameterCount, 53, 7, 97, 96), on: samples)
    #expect(trained.report.examples == 14 && trained.report.steps == 6 && trained.report.isFinite)
    #expect(abs(trained.report.loss - expected.loss) < 5e-7)
    #expect(trained.update.count == expected.update.count)
    #expect(zip(trained.update, expected.update).allSatisfy { abs($0 - $1) < 5e-7 }, "\(trained.update)")
  }
}

/// Numbers that any language computes alike: ((index·a + b) mod m − m/2) / d.
private func ramp(_ count: Int, _ a: Int, _ b: Int, _ m: Int, _ d: Float) -> [Float] {
  (0..<count).map { Float(($0 * a + b) % m - m / 2) / d }
}

struct PyTorchCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let shape: ModelShape
  let learningRate: Float
  var momentum: Float = 0
  var weightDecay: Float = 0
  let loss: Double
  let update: [Float]

  var targets: [Float] {
    switch shape.loss {
    case .crossEntropy: (0..<7).map { Float(($0 * 2 + 1) % 3) }
    case .logistic: (0..<7).map { Float(($0 * 3 + $0 / 2) % 2) }
    case .squared, .huber: ramp(7, 29, 3, 41, 20)
    case .reconstruction: Array(repeating: 0, count: 7)
    }
  }
}

/// Of four features.
private func dense(
  _ hidden: [Int] = [], _ activation: ModelShape.Activation = .relu, loss: ModelShape.Loss
) -> ModelShape {
  let outputs = loss == .crossEntropy ? 3 : loss == .reconstruction ? 4 : 1
  return ModelShape(inputs: 4, hidden: hidden, outputs: outputs, activation: activation, loss: loss)
}

/// `conv2d(3 filters of 3, padding 1)`, the pool of 3 with stride 2, `conv2d(4 filters of 2, stride 2,
/// padding 1)`, `linear`.
private func images(_ kind: ModelShape.Pooling.Kind, _ activation: ModelShape.Activation) -> ModelShape {
  let first = ModelShape.Convolution(
    input: ModelShape.ImageSize(channels: 2, height: 5, width: 6), filters: 3, size: 3, padding: 1)
  let pooling = ModelShape.Pooling(kind: kind, input: first.output, size: 3, stride: 2)
  let second = ModelShape.Convolution(input: pooling.output, filters: 4, size: 2, stride: 2, padding: 1)
  return ModelShape(
    inputs: 60,
    layers: [
      .convolution(first), .activation(activation), .pooling(pooling), .convolution(second),
      .activation(activation),
      .dense(outputs: 3),
    ], loss: .crossEntropy)
}

private let pyTorchCases = [
  PyTorchCase(
    testDescription: "softmax", shape: dense(loss: .crossEntropy), learningRate: 0.1, loss: 1.199212889,
    update: [
      0.0634945, 0.0448692, -0.1083637, -0.0072776, -0.0163830, 0.0236606, 0.0130773, 0.0288548,
      -0.0419321, 0.0136659, -0.1054919, 0.0918260, -0.0387842, 0.1650163, -0.1262321,
    ]),
  PyTorchCase(
    testDescription: "softmax with momentum and weight decay", shape: dense(loss: .crossEntropy),
    learningRate: 0.1, momentum: 0.9, weightDecay: 0.05, loss: 1.162121776,
    update: [
      0.2681853, 0.0244360, -0.2369159, -0.0291064, 0.0098103, -0.0062736, 0.0356298, 0.0430227,
      -0.0969165, -0.0067866, -0.2315859, 0.2274141, -0.0988647, 0.4296793, -0.3344674,
    ]),
  PyTorchCase(
    testDescription: "relu layer", shape: dense([5], .relu, loss: .crossEntropy), learningRate: 0.2,
    loss: 1.136795148,
    update: [
      -0.0127137, -0.0016078, -0.0215865, -0.0017951, -0.0297635, -0.0047490, 0.0021939, 0.0008863,
      -0.0014061, -0.0131885, 0.0032158, -0.0043821, 0.0233592, -0.0020789, 0.0324167, -0.0105611,
      -0.0005804, -0.0155128, -0.0016900, -0.0252838, 0.0107632, 0.0051374, 0.0303687, 0.0005256,
      0.0223987, -0.0031809, -0.0013054, 0.0044863, -0.0108377, -0.0005339, 0.0113716, -0.0030960,
      0.0015705, 0.0015255, -0.0155489, 0.0021349, 0.0134140, -0.0047930, 0.0047209, 0.0000721,
      -0.2762374, 0.2619608, 0.0142767,
    ]),
  PyTorchCase(
    testDescription: "two tanh layers, logistic, with momentum",
    shape: dense([5, 3], .tanh, loss: .logistic), learningRate: 0.2, momentum: 0.8, loss: 0.707648911,
    update: [
      0.0058953, -0.0183250, -0.0043922, 0.0179151, -0.0071539, 0.0089805, -0.0072746, -0.0083230,
      0.0031855, -0.0122791, -0.0118186, 0.0141167, 0.0110465, -0.0117407, 0.0164429, -0.0197353,
      0.0366862, 0.0152172, -0.0344229, 0.0237008, 0.0531773, -0.0814089, -0.0435928, 0.0696453,
      -0.0666296, -0.0147116, 0.0771643, -0.0233391, -0.0002709, 0.0024047, -0.0002360, -0.0137560,
      0.0689340, -0.0200505, 0.0021028, -0.0090109, 0.0032677, -0.0122742, 0.0588195, -0.0163194,
      0.0362734, -0.1883368, 0.0575435, 0.2676958, -0.0557778, -0.1954086, 0.5024136,
    ]),
  PyTorchCase(
    testDescription: "logistic with weight decay", shape: dense(loss: .logistic), learningRate: 0.3,
    weightDecay: 0.1, loss: 0.703256687,
    update: [
      0.3004716, -0.1368449, 0.0938702, -0.3589389, 0.4223044,
    ]),
  PyTorchCase(
    testDescription: "relu layer, squared, with momentum and weight decay",
    shape: dense([6], .relu, loss: .squared), learningRate: 0.05, momentum: 0.9, weightDecay: 0.01,
    loss: 0.286886350,
    update: [
      0.0038010, -0.0194345, 0.0120136, -0.0169084, 0.0277348, -0.0596566, 0.0012979, -0.0732798,
      0.0009637, -0.0592485, 0.0020930, -0.0437952, -0.0012052, 0.0329093, -0.0074074, 0.0256603,
      -0.0185923, 0.0570891, -0.0037083, -0.0209361, 0.0092322, -0.0166799, 0.0193476, -0.0483603,
      0.0027812, -0.0916828, -0.0059828, -0.0744152, -0.0234581, -0.0046178, 0.0002781, 0.1304210,
      -0.1041939, 0.1635616, -0.1015700, 0.0390334, -0.0036074,
    ]),
  PyTorchCase(
    testDescription: "linear", shape: dense(loss: .squared), learningRate: 0.05, loss: 0.331955884,
    update: [
      0.1062710, -0.0381538, 0.0295650, -0.0870581, 0.0905634,
    ]),
  PyTorchCase(
    testDescription: "gelu layer", shape: dense([5], .gelu, loss: .crossEntropy), learningRate: 0.2,
    loss: 1.145485007,
    update: [
      0.0009421, 0.0273475, -0.0087632, -0.0318265, -0.0081470, -0.0015389, -0.0187868, -0.0007341, 0.0183232,
      -0.0028879, -0.0072417, 0.0109165, 0.0112609, -0.0132997, 0.0124117, 0.0003084, -0.0426834, -0.0121087,
      0.0414749, -0.0163573, -0.0034208, 0.0442530, 0.0210640, -0.0428735, 0.0249435, 0.0245575, -0.0401415,
      0.0155840, 0.0210045, -0.0257393, 0.0047348, 0.0233052, -0.0378366, 0.0145314, 0.0194272, -0.0233976,
      0.0039703, 0.0237483, -0.0356797, 0.0119314, -0.2892468, 0.2699263, 0.0193204,
    ]),
  PyTorchCase(
    testDescription: "huber", shape: dense(loss: .huber(delta: 0.4)), learningRate: 0.05, loss: 0.189244973,
    update: [
      0.0512563, -0.0192535, 0.0107295, -0.0464167, 0.0503021,
    ]),
  PyTorchCase(
    testDescription: "autoencoder", shape: dense([3], .tanh, loss: .reconstruction), learningRate: 0.3,
    loss: 0.138050408,
    update: [
      -0.0325905, 0.0119600, 0.0212476, 0.0405171, -0.0411284, -0.0454263, -0.0219409, 0.0368516, 0.0289027,
      0.0320762, -0.0575902, -0.0330495, 0.0156311, 0.0304849, -0.0229201, -0.0756532, 0.0396414, -0.0330217,
      0.0615944, 0.0377174, -0.0446536, 0.0770119, 0.0111119, -0.0697080, 0.0274492, -0.0456085, -0.0551517,
      -0.0700946, 0.0728383, -0.1525009, -0.1557995,
    ]),
  PyTorchCase(
    testDescription: "convolutions, relu and max pool", shape: images(.max, .relu), learningRate: 0.1,
    loss: 1.055590589,
    update: [
      0.0045836, 0.0093711, -0.0076088, 0.0149900, -0.0171684, 0.0034741, 0.0095166, -0.0047257, 0.0091521,
      0.0075482, 0.0081607, -0.0081918, 0.0144321, -0.0177263, 0.0029162, 0.0090456, -0.0051967, 0.0086811,
      0.0408853, 0.0091138, 0.0240423, -0.0442416, 0.0316166, 0.0444643, 0.0004859, 0.0347897, -0.0528200,
      0.0402129, -0.0524795, 0.0232607, -0.0449140, 0.0312693, 0.0441171, -0.0000679, 0.0345611, -0.0376439,
      0.0443995, -0.0107267, -0.0212352, -0.0126853, -0.0164070, 0.0432281, -0.0109206, -0.0025267,
      -0.0039105,
      0.0384054, -0.0104427, -0.0209511, -0.0127735, -0.0161230, 0.0435121, -0.0110089, -0.0218032,
      -0.0036265,
      0.0278953, 0.0173618, -0.0142005, 0, 0.0279160, 0.0251931, 0, 0, 0.0268157,
      0.0405354, 0, 0, 0.0434626, 0.0524160, 0, 0.0182023, -0.0336190, 0.0177962,
      0.0421374, 0.0379287, -0.0194468, 0.0064185, 0.0602606, 0.0425932, -0.0348713, 0.0151554, 0.0547184,
      -0.0209950, 0, 0.0182318, 0.0009249, -0.0445827, 0, 0.0370522, -0.0043495, -0.0504438,
      0, 0.0453322, 0.0259630, 0, -0.0077414, 0, 0.0438827, 0, -0.0030099,
      0, 0.0622191, 0, -0.0070131, 0, 0.0577578, 0.0549748, 0.0243322, 0.0151188,
      0.0177974, 0, 0, 0, 0.0002601, 0.0058971, -0.0061573, -0.0018545, 0.0119919,
      -0.0101374, 0, 0, 0, -0.0123802, 0.0627752, -0.0503950, -0.0019591, -0.0091925,
      0.0111516, -0.0013494, 0.0256421, -0.0242927, -0.0031324, 0.0346424, -0.0315099, -0.0031202, 0.0023382,
      0.0007821, -0.0055588, 0.0348455, -0.0292867, 0, 0, 0, -0.0042003, 0.0204933,
      -0.0162930, -0.0203331, 0.0588902, -0.0385571, 0, 0, 0, 0.0008714, 0.0025943,
      -0.0034657, 0, 0, 0, -0.0042104, 0.0458790, -0.0416686,
    ]),
  PyTorchCase(
    testDescription: "convolutions, gelu and average pool", shape: images(.average, .gelu), learningRate: 0.1,
    loss: 1.136666054,
    update: [
      0.0050879, -0.0039509, -0.0061901, 0.0058988, -0.0056199, -0.0000684, 0.0012873, -0.0056922, 0.0001312,
      0.0038291, -0.0054342, -0.0065676, 0.0081485, -0.0025430, -0.0000746, 0.0046753, -0.0059210, 0.0048963,
      0.0207187, -0.0099268, 0.0041354, -0.0028209, -0.0097623, 0.0211193, -0.0153367, 0.0082668, -0.0041920,
      0.0192602, -0.0136314, 0.0037912, -0.0021570, -0.0101602, 0.0202675, -0.0153450, 0.0075728, -0.0046201,
      -0.0039316, 0.0060249, -0.0047153, -0.0047687, 0.0138526, -0.0082681, 0.0030980, 0.0092097, -0.0112035,
      -0.0037050, 0.0061788, -0.0039228, -0.0075931, 0.0136890, -0.0141287, 0.0020461, 0.0035015, -0.0177793,
      0.0065744, 0.0359947, 0.0104241, -0.0081971, 0.0028664, 0.0081520, -0.0079593, -0.0079993, 0.0015893,
      0.0084825, -0.0028684, -0.0144511, 0.0050288, 0.0206524, -0.0172227, 0.0177312, -0.0179244, -0.0128615,
      0.0190206, 0.0171985, -0.0079601, -0.0132219, 0.0064426, 0.0304650, -0.0319997, -0.0320801, 0.0418886,
      -0.0109494, 0.0097385, 0.0108979, -0.0106678, -0.0106950, 0.0041942, 0.0113450, -0.0037517, -0.0193082,
      0.0173658, 0.0275786, -0.0231603, 0.0023347, -0.0062021, 0.0007682, 0.0062875, 0.0023039, -0.0027666,
      0.0009671, 0.0019780, 0.0040558, -0.0110485, 0.0020420, 0.0139824, -0.0168144, 0.0232405, -0.0017529,
      0.0184258, 0.0032675, -0.0110248, 0.0077573, -0.0002648, 0.0004033, -0.0001385, 0.0024717, -0.0075801,
      0.0051084, 0.0029241, -0.0081577, 0.0052336, -0.0239746, 0.0804746, -0.0565001, -0.0106491, 0.0374978,
      -0.0268487, -0.0190668, 0.0642633, -0.0451965, -0.0203002, 0.0635680, -0.0432677, -0.0009697, 0.0032754,
      -0.0023057, -0.0062769, 0.0198876, -0.0136107, 0.0004977, -0.0016624, 0.0011647, -0.0019958, 0.0074576,
      -0.0054619, 0.0038841, -0.0134109, 0.0095269, 0.0073316, -0.0249482, 0.0176166, 0.0052853, -0.0184261,
      0.0131408, 0.0077090, -0.0263460, 0.0186370, -0.0500147, 0.1696214, -0.1196067,
    ]),
]
