extension DataSection: Section {
  package static let about = "The rows, how they are split, and whose they are."
  package static let fields: [Field<Self>] = [
    Field(
      "source", \.source, .section(), about: "The files that hold the rows, and how to read them.",
      example: "{csv: data/breast-cancer.csv, label: diagnosis, scale: standard}"),
    Field(
      optional: "test", \.test, .section(),
      about:
        "The rows kept back for evaluation: a fifth without it. Left out where the source has test files.",
      example: "{fraction: 20%, stratified: true}"),
    Field(
      "partitions", \.partitions, Partitioning.form, about: "How the rows are dealt out to clients.",
      example: "{dirichlet: {clients: 6, alpha: 0.5}}"),
    Field(
      "owners", \.owners, .list(of: .text(.account)), default: [],
      about:
        "The participants who own client 0, 1, 2 and so on, then round again. Resident partitions name their own.",
      example: "[charite, mayo]"),
  ]
}

extension DataSource: Section {
  package static let about = "The files that hold the rows, and how to read them."
  package static let rules: [KeyRule] = [
    .exactlyOne(["csv", "idx", "npy", "resident"]), .needs("label", with: "csv"),
    .needs("label", with: "resident"), .only("label", with: tables), .only("features", with: tables),
    .only("drop", with: tables),
  ]
  private static let tables = ["csv", "resident"]
  package static let fields: [Field<Self>] = [
    Field(
      optional: "csv", \.csv, .path(),
      about:
        "A text file: a header line, then a row a line, with commas between cells; spaces around a cell do not count.",
      example: "data/breast-cancer.csv"),
    Field(
      optional: "idx", \.idx, .section(), about: "Images and labels in MNIST's format, plain or gzipped.",
      example: "{images: train-images.gz, labels: train-labels.gz}"),
    Field(
      optional: "npy", \.npy, .section(), about: "Two NumPy arrays: features and targets.",
      example: "{x: x.npy, y: y.npy}"),
    Field(
      optional: "resident", \.resident, .constant("csv"),
      about:
        "The format of the clients' own files, which stay on their owners' hosts; `data.partitions.resident` says where.",
      example: "csv"),
    Field(
      optional: "label", \.label, .text(.line), about: "The column to predict.", example: "diagnosis"),
    Field(
      "features", \.features, .list(of: .text(.line)), default: [],
      about: "The columns to predict from; all the others when empty.", example: "[radius, texture]"),
    Field(
      "drop", \.drop, .list(of: .text(.line)), default: [], about: "Columns to leave out.", example: "[id]"),
    Field(
      "scale", \.scale, .choice(), default: .none,
      about: "How features are scaled: not at all, to mean 0 and deviation 1, or to the range 0 to 1.",
      example: "standard"),
  ]

  var csv: String? {
    get { if case .csv(let path) = format { path } else { nil } }
    set { if let newValue { format = .csv(path: newValue) } }
  }

  var idx: IDX? {
    get { if case .idx(let files) = format { files } else { nil } }
    set { if let newValue { format = .idx(newValue) } }
  }

  var npy: NPY? {
    get { if case .npy(let files) = format { files } else { nil } }
    set { if let newValue { format = .npy(newValue) } }
  }

  var resident: String? {
    get { format == .resident ? "csv" : nil }
    set { if newValue != nil { format = .resident } }
  }

  var hasTestFiles: Bool { idx?.testImages != nil || npy?.testX != nil }
}

extension DataSource.IDX: Section {
  package static let about = "Images and labels in MNIST's format, plain or gzipped."
  package static let rules: [KeyRule] = [.together(["test_images", "test_labels"])]
  package static let fields: [Field<Self>] = [
    Field(
      "images", \.images, .path(), about: "The images to train on.", example: "train-images-idx3-ubyte.gz"),
    Field("labels", \.labels, .path(), about: "Their labels.", example: "train-labels-idx1-ubyte.gz"),
    Field(
      optional: "test_images", \.testImages, .path(), about: "The images to evaluate on.",
      example: "t10k-images-idx3-ubyte.gz"),
    Field(
      optional: "test_labels", \.testLabels, .path(), about: "Their labels.",
      example: "t10k-labels-idx1-ubyte.gz"),
  ]
}

extension DataSource.NPY: Section {
  package static let about = "NumPy arrays: features [rows, columns] and targets [rows]."
  package static let rules: [KeyRule] = [.together(["test_x", "test_y"])]
  package static let fields: [Field<Self>] = [
    Field("x", \.x, .path(), about: "The features to train on.", example: "x.npy"),
    Field("y", \.y, .path(), about: "The targets.", example: "y.npy"),
    Field(optional: "test_x", \.testX, .path(), about: "The features to evaluate on.", example: "test-x.npy"),
    Field(optional: "test_y", \.testY, .path(), about: "Their targets.", example: "test-y.npy"),
  ]
}

extension TestSplit: Section {
  package static let about = "The rows kept back for evaluation."
  package static let fields: [Field<Self>] = [
    Field(
      "fraction", \.fraction, .share(above: 0, below: 1), default: 0.2,
      about: "Their part of all rows; of resident data, of each client's own.", example: "20%"),
    Field(
      "stratified", \.stratified, .flag(), default: false,
      about: "Whether every class gives the same part of its rows.", example: "true"),
  ]
}
