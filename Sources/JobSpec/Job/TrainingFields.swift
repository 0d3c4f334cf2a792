extension Model {
  static let form: Form<Model> = .orFile(
    .variant([
      .plain("linear", .linear, about: "Linear regression: one output, half the mean squared error."),
      .plain(
        "logistic", .logistic, about: "Logistic regression of two classes: one output, binary cross-entropy."),
      .plain("softmax", .softmax, about: "Softmax regression: an output for each class, cross-entropy."),
      .holding(
        "mlp", .section(), about: MLP.about, wrap: { .mlp($0) },
        unwrap: { if case .mlp(let mlp) = $0 { mlp } else { nil } }),
    ]))
}

extension Model.MLP: Section {
  package static let about = "A multi-layer perceptron: dense layers with an activation between them."
  package static let fields: [Field<Self>] = [
    Field(
      "hidden", \.hidden, .list(of: .integer(from: 1, to: 65_536), atLeast: 1, atMost: 64),
      about: "The widths of the hidden layers, from the input on.", example: "[32, 16]"),
    Field(
      "activation", \.activation, .choice(), default: .relu, about: "What follows each hidden layer.",
      example: "tanh"),
  ]
}

extension Training: Section {
  package static let about = "What one client does in one round."
  package static let fields: [Field<Self>] = [
    Field(
      "optimizer", \.optimizer, Optimizer.form, about: "How the model follows the gradient.",
      example: "{sgd: {learning_rate: 0.05}}"),
    Field(
      "epochs", \.epochs, .integer(from: 1, to: 10_000), default: 1, about: "Passes over the client's rows.",
      example: "2"),
    Field(
      "batch_size", \.batchSize, .integer(from: 1, to: 1_000_000), default: 32, about: "Rows in one step.",
      example: "16"),
    Field(
      "shuffle", \.shuffle, .flag(), default: true,
      about: "Whether each epoch takes the rows in a new order; otherwise they come as they lie.",
      example: "false"),
  ]
}

extension Training.Optimizer {
  static let form: Form<Self> = .variant([
    .holding(
      "sgd", .section(), about: Training.SGD.about, wrap: { .sgd($0) },
      unwrap: { if case .sgd(let sgd) = $0 { sgd } else { nil } })
  ])
}

extension Training.SGD: Section {
  package static let about = "Stochastic gradient descent, as PyTorch's SGD defines it."
  package static let fields: [Field<Self>] = [
    Field(
      "learning_rate", \.learningRate, .number(above: 0, to: 1e30), about: "The size of a step.",
      example: "0.05"),
    Field(
      "momentum", \.momentum, .number(from: 0, below: 1), default: 0,
      about: "How much of the last step goes into the next.", example: "0.9"),
    Field(
      "weight_decay", \.weightDecay, .number(from: 0, to: 1000), default: 0,
      about: "How much of each parameter is added to its gradient: an L2 penalty.", example: "0.0001"),
  ]
}
