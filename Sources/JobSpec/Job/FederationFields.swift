extension FederationSection: Section {
  package static let about = "The rounds: who takes part and how updates become the next model."
  package static let fields: [Field<Self>] = [
    Field(
      "rounds", \.rounds, .integer(from: 1, to: 1_000_000), about: "How many rounds there are.", example: "30"
    ),
    Field(
      "cohort", \.cohort, .section(), default: .everyone, written: "every client",
      about: "The clients of each round.", example: "{fraction: 67%, at_least: 3}"),
    Field(
      "strategy", \.strategy, .choice(), default: .fedavg,
      about: "How updates become the next model: their mean, weighted by rows (McMahan et al. 2017).",
      example: "fedavg"),
    Field(
      "evaluate", \.evaluate, .section(), default: Evaluate(), written: "every round",
      about: "When the model is evaluated on the test rows.", example: "{every: 5}"),
    Field(
      optional: "stop_when", \.stopWhen, .section(), about: "The bar at which the run ends early.",
      example: "{metric: accuracy, at_least: 0.97}"),
    Field(
      "numerics", \.numerics, .choice(), default: .portable,
      about:
        "The arithmetic: `portable` gives the same bits on every CPU, `blas` those of the machine's BLAS library.",
      example: "blas"),
    Field(
      "deadline", \.deadline, .duration(.seconds(1) ... .days(7)), default: .hours(1),
      about: "How long the training of a round may take.", example: "2m", identity: false),
    Field(
      "on_late", \.onLate, .choice(), default: .reassign,
      about:
        "What becomes of a client that is late: another worker trains it, it is dropped from the round, or the run ends.",
      example: "fail", identity: false),
    Field(
      optional: "min_clients", \.minClients, .integer(from: 1, to: 100_000),
      about: "The fewest clients that make a round; only with `on_late: drop`, which needs it.",
      example: "3", identity: false),
    Field(
      "run_deadline", \.runDeadline, .duration(.seconds(1) ... .days(365)), default: .days(7),
      about: "How long a run may take, each time it is started or resumed.", example: "12h",
      identity: false),
  ]

  struct Evaluate: Section {
    var every = 1

    static let about = "When the model is evaluated on the test rows; always after the last round."
    static let fields: [Field<Self>] = [
      Field(
        "every", \.every, .integer(from: 1, to: 1_000_000), default: 1,
        about: "Rounds from one evaluation to the next.",
        example: "5")
    ]
  }

  var evaluate: Evaluate {
    get { Evaluate(every: evaluateEvery) }
    set { evaluateEvery = newValue.every }
  }
}

extension FederationSection.Cohort: Section {
  package static let about = "The clients of each round: so many drawn at random, or those that a file names."
  package static let rules: [KeyRule] = [
    .exactlyOne(["fraction", "count", "schedule"]), .only("at_least", with: ["fraction"]),
    .apart("schedule", "over_select"),
  ]
  package static let fields: [Field<Self>] = [
    Field(
      optional: "fraction", \.fraction, .share(above: 0, to: 1), about: "The part of all clients.",
      example: "67%"),
    Field(
      optional: "count", \.count, .integer(from: 1, to: 100_000), about: "The number of clients.",
      example: "4"),
    Field(
      "at_least", \.atLeast, .integer(from: 1, to: 100_000), default: 1, about: "No fewer clients than this.",
      example: "3"),
    Field(
      optional: "schedule", \.schedule, .path(),
      about:
        "A NumPy array of whole numbers [rounds, clients of a round]: row r holds the clients of round r, counted from 0.",
      example: "schedule.npy"),
    Field(
      optional: "over_select", \.overSelect, .number(from: 1, to: 10),
      about:
        "So many times as many clients are drawn; of those in time, the first of the cohort's number in client order count.",
      example: "1.3"),
  ]

  fileprivate static let everyone: Self = {
    var cohort = Self()
    cohort.fraction = 1
    return cohort
  }()
}

extension FederationSection.StopWhen: Bar {
  package static let about = "Ends the run at the first evaluated round in which the metric reaches the bar."
}
