import YAMLTree

/// One entry below a batch's `jobs`: a job file, to be run once or for every combination of a matrix.
struct BatchEntry: Section {
  /// One dimension of a matrix: the field that it sets, and to what.
  struct Axis: Section {
    var name = ""
    /// The axis' name is the field's where nothing else is said.
    var field: String?
    var values: [Node] = []

    static let about = "An axis whose name is not the field's: the field that it sets, and the values."
    static let fields: [Field<Self>] = [
      Field(
        optional: "set", \.field, .text(.field), written: "the axis' name", about: "The field, dotted.",
        example: "training.optimizer.sgd.learning_rate"),
      Field(
        "to", \.values, values, about: "The values, each as the job's file would write it.",
        example: "[0.1, 0.01]"),
    ]

    private static let values = Form<[Node]>.list(of: .any(), atLeast: 1)

    static let form: Form<Self> = .either(
      list: .wrapping(
        values,
        wrap: { values in
          var axis = Axis()
          axis.values = values
          return axis
        }, unwrap: \.values), or: .section())
  }

  var name = ""
  var job = ""
  var settings: [Setting] = []
  var matrix: [Placed<Axis>] = []
  var include: [Placed<[Setting]>] = []
  var exclude: [Placed<[Setting]>] = []
  var needs: [Placed<String>] = []
  /// nil where the batch's own holds.
  var retry: BatchJob.Retry?
  var deadline: Duration?
  var workers: String?

  static let about =
    "A job of the batch, or one for each combination of its matrix. The path of the job's file alone is short for `{job: …}`."
  static let rules: [KeyRule] = [
    .only("include", with: ["matrix"]), .only("exclude", with: ["matrix"]),
  ]
  static let fields: [Field<Self>] = [
    Field(
      "job", \.job, .text(.path), about: "The job's file, relative to the batch's.",
      example: "breast-cancer.yaml"),
    Field(
      "set", \.settings, .settings(), default: [], written: "no field",
      about:
        "Fields of the job, dotted, and the values that take the place of the file's. A path in one is relative to the job's folder.",
      example: "{federation.rounds: 5}"),
    Field(
      "matrix", \.matrix, matrix, default: [], written: "the job once",
      about:
        "Axes, each a list of values for the field that it is named after. There is a job for every combination, with an id such as `train[lr=0.1,seed=3]`; the last axis moves fastest.",
      example: "{seed: [1, 2, 3]}"),
    Field(
      "include", \.include, .list(of: .placed(.settings())), default: [], written: "no other",
      about: "Further combinations: a value for each axis, by its name.", example: "[{seed: 9}]"),
    Field(
      "exclude", \.exclude, .list(of: .placed(.settings()), atMost: 1000), default: [],
      written: "no combination",
      about: "Combinations of the axes to leave out: every one with all of these values.",
      example: "[{seed: 3}]"),
    Field(
      "needs", \.needs, .oneOrMore(.placed(.text(.line)), atMost: 10_000), default: [], written: "no job",
      about:
        "What must have succeeded before: the names of other entries, for all jobs of each, or ids of single jobs.",
      example: "[baseline]"),
    Field(
      optional: "retry", \.retry, .section(), written: "what the batch says",
      about: "What is tried again, in the place of the batch's own `retry`.",
      example: "{on: workers, at_most: 2}"),
    Field(
      optional: "deadline", \.deadline, .duration(.seconds(1) ... .days(365)),
      written: "what the job says", about: "How long one attempt at a job may take.", example: "1h"),
    Field(
      optional: "workers", \.workers, .text(.path), written: "what the job says",
      about: "A workers file, relative to the batch's, that takes the place of the job's `workers`.",
      example: "hosts.yaml"),
  ]

  private static let matrix = Form<[Placed<Axis>]>.map(
    keys: .field, of: .placed(Axis.form),
    join: { name, axis in
      var named = axis.value
      named.name = name
      return Placed(value: named, key: axis.key, valuePlace: axis.valuePlace)
    }, part: { ($0.value.name, $0) })

  /// An entry by its name in `jobs`.
  static let form: Form<Self> = .either(
    .text(.path),
    wrap: { job in
      var entry = BatchEntry()
      entry.job = job
      return entry
    }, unwrap: { _ in nil }, or: .section())
}
