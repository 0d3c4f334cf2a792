import YAMLTree

/// A file that says where clients are trained, for any job: the fields of a job's `workers`, with a head.
struct WorkersFile: Section {
  var workers = Workers()

  static let about =
    "A file of its own for where clients are trained. `--workers` takes it in place of what a job says, and a job's `workers` may be its path."
  static let fields: [Field<Self>] =
    [
      Field(
        constant: "schema", Job.schemaVersion,
        about: "The language that the file is written in, and its version."),
      Field(constant: "kind", FileKind.workers.rawValue, about: "What the file describes."),
    ] + Workers.fields.map { Field($0, of: \.workers) } + [
      Field(
        free: "labels", about: "Notes of your own; they mean nothing to a run.", example: "{site: berlin}")
    ]

  static func refusal(of key: String) -> KeyRefusal? {
    guard key == "workers" else { return nil }
    return KeyRefusal(
      why: "the keys of a workers file are those of a job's `workers`", mend: "move what it holds to the top")
  }

  /// A job's `workers`: where another file holds them, that file may have its head.
  static let form: Form<Workers> = {
    let bare: Form<Workers> = .section()
    let headed: Form<Workers> = .wrapping(
      .section(), wrap: \WorkersFile.workers, unwrap: { WorkersFile(workers: $0) })
    return Form(
      bare.shape,
      read: { found, reading in (found.hasHead ? headed : bare).read(found, &reading) }, spell: bare.spell)
  }()
}

extension Found {
  /// Whether it is a whole file that says of what kind it is.
  fileprivate var hasHead: Bool {
    guard key == nil, case .mapping(let entries) = node.content else { return false }
    return entries.contains { $0.name == "kind" }
  }
}
