extension Job: Section {
  /// The language that this muster reads.
  package static let schemaVersion = "muster/v1"

  package static let about = "A job: what to train, on what, for whom, paid how."
  package static let fields: [Field<Self>] = [
    Field(
      constant: "schema", schemaVersion, about: "The language that the file is written in, and its version."),
    Field(constant: "kind", "job", about: "What the file describes."),
    Field(
      "name", \.name, .text(.name), about: "What records and reports call the job.",
      example: "breast-cancer-hospitals"),
    Field(
      "seed", \.seed, .integer(), default: 0,
      about: "The seed of everything random: split, partitions, cohorts, initial model, order of rows.",
      example: "42"),
    Field(
      "use_case", \.useCase, .orFile(.section()), about: "What the model is for.",
      example: "{industry: healthcare, task: classification}"),
    Field(
      "data", \.data, .orFile(.section()), about: "The rows, and whose they are.",
      example: "{source: {csv: data.csv, label: y}, partitions: {iid: {clients: 4}}}"),
    Field("model", \.model, Model.form, about: "What is trained.", example: "{mlp: {hidden: [32, 16]}}"),
    Field(
      "training", \.training, .orFile(.section()), about: "What one client does in one round.",
      example: "{optimizer: {sgd: {learning_rate: 0.05}}, epochs: 2}"),
    Field(
      "federation", \.federation, .orFile(.section()),
      about: "The rounds: who takes part and how updates become the next model.",
      example: "{rounds: 30, cohort: {fraction: 50%}}"),
    Field(
      optional: "chain", \.chain, .orFile(.section()), about: "The chain that pays out.",
      example: "{target: optimism}"),
    Field(
      optional: "tokenomics", \.tokenomics, .orFile(.section()),
      about: "The network's token and how a round is paid. Without it nothing is paid.",
      example: "networks/hospitals.yaml"),
    Field(
      "participants", \.participants, .orFile(Participant.form), default: [],
      about: "Everyone with an account, by name.", example: "{mayo: {roles: [data, compute]}}"),
    Field(
      "workers", \.workers, .orFile(WorkersFile.form), default: Workers(), written: "a worker for each core",
      about: "Where clients are trained. It changes no result; `--workers` takes its place.",
      example: "{local: 2}", identity: false),
    Field(
      free: "labels", about: "Notes of your own; they mean nothing to a run.", example: "{team: oncology}"),
  ]
}

extension UseCase: Section {
  package static let about = "What the model is for."
  package static let fields: [Field<Self>] = [
    Field(
      "industry", \.industry, .text(.identifier), about: "The industry it serves.", example: "healthcare"),
    Field("task", \.task, .choice(), about: "What the model does.", example: "classification"),
    Field(
      optional: "anomaly", \.anomaly, .text(.line),
      about:
        "The label of the rows that are anomalies, one of two; only `anomaly_detection` has it, and it only measures.",
      example: "fault"),
    Field(
      optional: "summary", \.summary, .text(.prose), about: "The purpose, for people.",
      example: "Tell malignant tumours from benign ones."),
    Field(
      optional: "success", \.success, .section(), about: "The bar that the final model must reach.",
      example: "{metric: recall, of: malignant, at_least: 0.93}"),
  ]
}

extension Success: Bar {
  package static let about = "The bar that the final model must reach; a run that misses it has failed."
}

/// A metric and the value that it must reach.
protocol Bar: Section {
  var metric: Metric { get set }
  var of: String? { get set }
  var atLeast: Double? { get set }
  var atMost: Double? { get set }
}

extension Bar {
  package static var fields: [Field<Self>] {
    [
      Field("metric", \.metric, .choice(), about: "What is measured, on the test rows.", example: "accuracy"),
      Field(
        optional: "of", \.of, .text(.line),
        about: "The class that precision, recall or F1 is of; their mean over the classes without it.",
        example: "malignant"),
      Field(
        optional: "at_least", \.atLeast, .number(), about: "The lowest value that will do.", example: "0.93"),
      Field(
        optional: "at_most", \.atMost, .number(), about: "The highest value that will do.", example: "0.2"),
    ]
  }

  package static var rules: [KeyRule] { [.exactlyOne(["at_least", "at_most"])] }
}
