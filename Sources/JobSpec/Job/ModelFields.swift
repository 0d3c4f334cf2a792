extension Model {
  static let form: Form<Model> = .orFile(
    .variant(
      of: Model(), \.kind,
      [
        .plain("linear", .linear, about: "Linear regression: one output."),
        .plain(
          "logistic", .logistic,
          about: "Logistic regression of two classes: one output, binary cross-entropy."),
        .plain("softmax", .softmax, about: "Softmax regression: an output for each class."),
        .holding(
          "mlp", .section(), about: MLP.about, wrap: { .mlp($0) },
          unwrap: { if case .mlp(let mlp) = $0 { mlp } else { nil } }),
        .holding(
          "cnn", .section(), about: CNN.about, wrap: { .cnn($0) },
          unwrap: { if case .cnn(let cnn) = $0 { cnn } else { nil } }),
        .holding(
          "autoencoder", .section(), about: Autoencoder.about, wrap: { .autoencoder($0) },
          unwrap: { if case .autoencoder(let one) = $0 { one } else { nil } }),
      ],
      beside: [
        Field(
          optional: "loss", \.loss, Loss.form, written: "that of the task",
          about: "What training makes small: `cross_entropy` of classes, `squared` or `huber` of numbers.",
          example: "{huber: {delta: 0.5}}"),
        Field(
          optional: "initial", \.initial, Initial.form, written: "drawn from the job's seed",
          about:
            "The parameters of the first round: a flat NumPy array of them all, layer after layer (of a dense layer "
            + "the weights [in, out], then the biases; of a convolution the filters [filters, channels, size, size], "
            + "then the biases), or a seed of their own.",
          example: "init.npy"),
      ]))

  private static func widths<Root>(_ slot: Slot<Root, [Int]>, about: String) -> Field<Root> {
    Field(
      "hidden", slot, .list(of: .integer(from: 1, to: 65_536), atLeast: 1, atMost: 64), about: about,
      example: "[32, 16]")
  }

  fileprivate static func activation<Root>(_ slot: Slot<Root, Activation>, after: String) -> Field<Root> {
    Field(
      "activation", slot, .choice(), default: .relu, about: "What follows each \(after).", example: "tanh")
  }

  private static func dropout<Root>(_ slot: Slot<Root, Double>) -> Field<Root> {
    Field(
      "dropout", slot, .share(from: 0, to: 0.99), default: 0,
      about: "The part of each hidden layer's values that a training step leaves out at random.",
      example: "20%")
  }
}

extension Model.MLP: Section {
  package static let about = "A multi-layer perceptron: dense layers with an activation between them."
  package static let fields: [Field<Self>] = [
    Model.widths(\.hidden, about: "The widths of the hidden layers, from the input on."),
    Model.activation(\.activation, after: "hidden layer"),
    Model.dropout(\.dropout),
  ]
}

extension Model.Autoencoder: Section {
  package static let about =
    "Dense layers that narrow a row down to a code and widen it again: what they rebuild badly is unusual."
  package static let fields: [Field<Self>] = [
    Model.widths(
      \.hidden, about: "The widths from the input down to the code; the way back has them in reverse."),
    Model.activation(\.activation, after: "hidden layer"),
    Model.dropout(\.dropout),
  ]
}

extension Model.Loss {
  static let form: Form<Self> = .variant([
    .plain("cross_entropy", .crossEntropy, about: "Mean cross-entropy of the classes."),
    .plain("squared", .squared, about: "Half the mean squared error."),
    .holding(
      "huber", .section(), about: Model.Huber.about, wrap: { .huber($0) },
      unwrap: { if case .huber(let huber) = $0 { huber } else { nil } }),
  ])
}

extension Model.Huber: Section {
  package static let about =
    "Half the squared error of small errors, linear in large ones, which then count for less (Huber 1964)."
  package static let fields: [Field<Self>] = [
    Field(
      "delta", \.delta, .number(from: 1e-6, to: 1e6), default: 1, about: "The error where the line begins.",
      example: "0.5")
  ]
}

extension Model.Initial {
  struct Seeded: Section {
    var seed: UInt64 = 0

    static let about = "Parameters that are drawn at random."
    static let fields: [Field<Self>] = [
      Field("seed", \.seed, .integer(), about: "Their seed, in place of the job's.", example: "7")
    ]
  }

  static let form: Form<Self> = .either(
    .path(), wrap: { .file($0) }, unwrap: { if case .file(let path) = $0 { path } else { nil } },
    or: .wrapping(
      .section(), wrap: { (seeded: Seeded) in .seed(seeded.seed) },
      unwrap: { if case .seed(let seed) = $0 { Seeded(seed: seed) } else { Seeded() } }))
}
