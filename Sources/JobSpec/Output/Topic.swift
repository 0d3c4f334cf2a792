/// Something in the language that has a path: a section, a field, or a case of a variant.
struct Topic {
  let path: String
  let about: String
  let shape: Shape
  /// nil of a case, and of what a map's keys name.
  let presence: FieldShape.Presence?
  let example: String?

  static let job = Topic(
    path: "", about: Job.about, shape: .section(Job.shape), presence: nil, example: nil)

  /// A file of its own for what a job says of workers, whose fields have the same paths.
  static let workersFile = Topic(
    path: "workers", about: WorkersFile.about, shape: .section(WorkersFile.shape), presence: nil, example: nil
  )

  /// A batch, whose fields are told from a job's by the first name.
  static let batch = Topic(
    path: "batch", about: BatchFile.about, shape: .section(BatchFile.shape), presence: nil, example: nil)

  /// What stands directly inside it. A map has one child, for any of its keys.
  var children: [Topic] { children(of: shape) }

  private func children(of shape: Shape) -> [Topic] {
    switch shape {
    case .section(let section):
      section.fields.map(field)
    case .variant(let cases, let fields):
      cases.map { one in
        Topic(
          path: below(one.name), about: one.about, shape: one.payload ?? .constant(one.name), presence: nil,
          example: nil)
      } + fields.map(field)
    case .either(let first, let second): children(of: first) + children(of: second)
    case .list(let element, _, _), .oneOrMore(let element, _): children(of: element)
    case .map(_, .any): []
    case .map(_, let values):
      [
        Topic(
          path: below(Topic.anyKey), about: values.about ?? about, shape: values, presence: nil, example: nil)
      ]
    case .orFile(let inner): children(of: inner)
    default: []
    }
  }

  private func field(_ field: FieldShape) -> Topic {
    Topic(
      path: below(field.key), about: field.about, shape: field.shape, presence: field.presence,
      example: field.example)
  }

  /// What stands for a key of the user's choice.
  static let anyKey = "NAME"

  private func below(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

  var name: String { path.split(separator: ".").last.map(String.init) ?? "" }

  /// Whether there is something at a dotted path below it.
  func has(_ path: String) -> Bool {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return !parts.contains("") && find(parts[...]) != nil
  }

  /// It and everything inside it, from the outside in.
  var all: [Topic] { [self] + children.flatMap(\.all) }

  /// - Parameter parts: below this topic; any name will do where the user chooses names, a position in a list is the
  ///   list, and what the user writes into a free mapping is that mapping.
  func find(_ parts: ArraySlice<String>) -> Topic? {
    guard let first = parts.first else { return self }
    if shape.isList, first.utf8.allSatisfy(TextRule.isDigit) { return find(parts.dropFirst()) }
    if case .free = shape { return self }
    if let next = children.first(where: { $0.name == first }) { return next.find(parts.dropFirst()) }
    guard let any = children.first(where: { $0.name == Topic.anyKey }) else { return nil }
    return any.find(parts.dropFirst())
  }
}

extension Shape {
  fileprivate var about: String? {
    switch self {
    case .section(let section): section.about
    case .either(_, let long): long.about
    default: nil
    }
  }

  var section: SectionShape? {
    switch self {
    case .section(let section): section
    case .orFile(let shape), .oneOrMore(let shape, _), .either(_, let shape): shape.section
    default: nil
    }
  }

  fileprivate var isList: Bool {
    switch self {
    case .list, .oneOrMore: true
    default: false
    }
  }
}

extension FieldShape.Presence {
  var phrase: String {
    switch self {
    case .required: "required"
    case .optional: "optional"
    case .defaulted(let text): text
    }
  }
}

extension KeyRule {
  /// The rule as a sentence.
  var sentence: String {
    switch self {
    case .exactlyOne(let keys): "Exactly one of \(Wording.list(keys, "and")) is given."
    case .needs(let key, let other): "`\(other)` needs `\(key)`."
    case .only(let key, let others): "`\(key)` goes only with \(Wording.list(others, "or"))."
    case .together(let keys): "\(Wording.list(keys, "and")) are given together or not at all."
    case .apart(let one, let other): "`\(one)` and `\(other)` exclude each other."
    }
  }
}
