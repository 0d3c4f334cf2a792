extension Training: Section {
  package static let about = "What one client does in one round."
  package static let fields: [Field<Self>] = [
    Field(
      "optimizer", \.optimizer, Optimizer.form,
      about: "How the model follows the gradient. It starts anew in every round.",
      example: "{sgd: {learning_rate: 0.05}}"),
    Field(
      "schedule", \.schedule, Schedule.form, default: .constant,
      about: "How the learning rate moves from round to round.", example: "{step: {every: 10, factor: 0.5}}"),
    Field(
      "warm_up", \.warmUp, .integer(from: 0, to: 1_000_000), default: 0,
      about: "Rounds over which the learning rate rises: round r of w takes r / w of what the schedule says.",
      example: "5"),
    Field(
      optional: "clip_norm", \.clipNorm, .number(from: 1e-6, to: 1e30), written: "no clipping",
      about: "The largest norm of a step's gradient; a longer one is scaled down to it.", example: "1"),
    Field(
      "epochs", \.epochs, .integer(from: 1, to: 10_000), default: 1, about: "Passes over the client's rows.",
      example: "2"),
    Field(
      "batch_size", \.batchSize, .integer(from: 1, to: 1_000_000), default: 32, about: "Rows in one step.",
      example: "16"),
    Field(
      "shuffle", \.shuffle, .choice(), default: .epoch,
      about: "When the rows get a new order: in each `epoch`, or never, and then they come as they lie.",
      example: "none"),
  ]

  fileprivate static func learningRate<Root>(_ slot: Slot<Root, Double>) -> Field<Root> {
    Field(
      "learning_rate", slot, .number(above: 0, to: 1e30), about: "The size of a step.", example: "0.05")
  }
}

extension Training.Optimizer {
  static let form: Form<Self> = .variant([
    .holding(
      "sgd", .section(), about: Training.SGD.about, wrap: { .sgd($0) },
      unwrap: { if case .sgd(let sgd) = $0 { sgd } else { nil } }),
    .holding(
      "adam", .section(), about: Training.Adam.about, wrap: { .adam($0) },
      unwrap: { if case .adam(let adam) = $0 { adam } else { nil } }),
    .holding(
      "adamw", .section(), about: Training.AdamW.about, wrap: { .adamw($0) },
      unwrap: { if case .adamw(let adamw) = $0 { adamw } else { nil } }),
  ])
}

extension Training.SGD: Section {
  package static let about = "Stochastic gradient descent, as PyTorch's SGD defines it."
  package static let fields: [Field<Self>] = [
    Training.learningRate(\.learningRate),
    Field(
      "momentum", \.momentum, .number(from: 0, below: 1), default: 0,
      about: "How much of the last step goes into the next.", example: "0.9"),
    Field(
      "nesterov", \.nesterov, .flag(), default: false,
      about: "Whether the momentum is Nesterov's, a step ahead.",
      example: "true"),
    Field(
      "weight_decay", \.weightDecay, .number(from: 0, to: 1000), default: 0,
      about: "How much of each parameter is added to its gradient: an L2 penalty.", example: "0.0001"),
  ]
}

/// What Adam and AdamW have in common: all but what becomes of the weight decay.
private protocol Moments: Section {
  var learningRate: Double { get set }
  var beta1: Double { get set }
  var beta2: Double { get set }
  var epsilon: Double { get set }
  var weightDecay: Double { get set }
}

extension Moments {
  fileprivate static func fields(weightDecay: String) -> [Field<Self>] {
    [
      Training.learningRate(\.learningRate),
      Field(
        "beta1", \.beta1, .number(from: 0, to: 0.999999), default: 0.9,
        about: "How much of the gradients' mean is kept in each step.", example: "0.9"),
      Field(
        "beta2", \.beta2, .number(from: 0, to: 0.999999), default: 0.999,
        about: "How much of their mean square is kept in each step.", example: "0.99"),
      Field(
        "epsilon", \.epsilon, .number(from: 1e-30, to: 1), default: 1e-8,
        about: "What is added to the root of the mean square.", example: "1e-6"),
      Field(
        "weight_decay", \.weightDecay, .number(from: 0, to: 1000), default: Self().weightDecay,
        about: weightDecay, example: "0.0001"),
    ]
  }
}

extension Training.Adam: Moments {
  package static let about = "Adam (Kingma and Ba 2015), as PyTorch's Adam defines it."
  package static let fields: [Field<Self>] = fields(
    weightDecay: "How much of each parameter is added to its gradient: an L2 penalty.")
}

extension Training.AdamW: Moments {
  package static let about =
    "Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch's AdamW."
  package static let fields: [Field<Self>] = fields(
    weightDecay: "How much of each parameter is taken off in a step, times the learning rate.")
}

extension Training.Schedule {
  static let form: Form<Self> = .variant([
    .plain("constant", .constant, about: "The learning rate stays as it is."),
    .holding(
      "step", .section(), about: Training.Step.about, wrap: { .step($0) },
      unwrap: { if case .step(let step) = $0 { step } else { nil } }),
    .holding(
      "cosine", .section(), about: Training.Cosine.about, wrap: { .cosine($0) },
      unwrap: { if case .cosine(let cosine) = $0 { cosine } else { nil } }),
  ])
}

extension Training.Step: Section {
  package static let about = "The learning rate is multiplied by a factor after every so many rounds."
  package static let fields: [Field<Self>] = [
    Field(
      "every", \.every, .integer(from: 1, to: 1_000_000), about: "Rounds from one change to the next.",
      example: "10"),
    Field(
      "factor", \.factor, .number(above: 0, to: 1000), about: "What it is multiplied by.", example: "0.5"),
  ]
}

extension Training.Cosine: Section {
  package static let about =
    "The learning rate falls along half a cosine from the first round to the last (Loshchilov and Hutter 2017)."
  package static let fields: [Field<Self>] = [
    Field(
      "to", \.to, .number(from: 0, to: 1e30), default: 0, about: "The learning rate of the last round.",
      example: "0.001")
  ]
}
