import Determinism
import YAMLTree

/// A mapping with known keys: a part of a job that declares its fields.
package protocol Section: Sendable {
  /// One sentence for people.
  static var about: String { get }
  /// Every key, once, in the order in which the reference page shows them.
  static var fields: [Field<Self>] { get }
  static var rules: [KeyRule] { get }
  /// Why a key that is none of the fields is not taken; nil when there is no more to say than that it is unknown.
  static func refusal(of key: String) -> KeyRefusal?

  /// Holds every default; what the file must give is a placeholder.
  init()
}

extension Section {
  package static var rules: [KeyRule] { [] }
  package static func refusal(of key: String) -> KeyRefusal? { nil }

  static var shape: SectionShape {
    SectionShape(about: about, fields: fields.map(\.shape), rules: rules)
  }
}

extension Form where Value: Section {
  package static func section() -> Form {
    let shape = Shape.section(Value.shape)
    return Form(
      shape,
      read: { found, reading in reading.section(found, shape: shape) },
      spell: { value in Value.fields.flatMap { $0.spell(value) } })
  }
}

extension Reading {
  /// Reads every field, so that one wrong value does not hide another. What could not be read keeps its
  /// placeholder, and its path is in `failures`.
  mutating func section<Value: Section>(_ found: Found, shape: Shape) -> Value? {
    guard let given = mapping(found, expected: shape) else { return nil }
    let known = Value.fields.map(\.shape.key)
    let strays = given.filter { !known.contains($0.name) && !$0.name.hasPrefix("x-") }
    for stray in strays {
      let refused = Value.refusal(of: stray.name).map { Diagnostic.Kind.refusedKey(stray.name, $0) }
      report(refused ?? .unknownKey(stray.name, in: found.path, known: known), at: stray.key.place)
    }
    var value = Value()
    for field in Value.fields {
      let entry = given.first { $0.name == field.shape.key }
      if entry == nil && field.shape.presence == .required { missing(field.shape, in: found, strays: strays) }
      field.read(entry, found, &value, &self)
    }
    for rule in Value.rules {
      guard check(rule, given: given, in: found) else { break }
    }
    return value
  }

  /// The mapping's entries, unless there is something else in its place, which is reported.
  mutating func mapping(_ found: Found, expected: Shape) -> [Node.Entry]? {
    if case .mapping(let entries) = found.node.content { return entries }
    reportShape(found, expected: expected)
    return nil
  }

  /// A required key that is only misspelt was reported as such.
  private mutating func missing(_ field: FieldShape, in found: Found, strays: [Node.Entry]) {
    failures.insert(found.path.isEmpty ? field.key : found.path + "." + field.key)
    guard !strays.contains(where: { nearestName(to: $0.name, among: [field.key]) != nil }) else { return }
    report(.missingKey(field.key, in: found.path, example: field.example), at: found.name)
  }

  /// - Returns: whether the section's other rules mean anything.
  private mutating func check(_ rule: KeyRule, given: [Node.Entry], in found: Found) -> Bool {
    func entry(_ key: String) -> Node.Entry? { given.first { $0.name == key } }
    switch rule {
    case .exactlyOne(let keys):
      let present = keys.compactMap(entry)
      if present.count == 1 { return true }
      let kind =
        present.isEmpty
        ? Diagnostic.Kind.noneOf(keys, in: found.path)
        : .severalOf(keys, given: present.map(\.name), in: found.path)
      fail(found, kind, at: present.count > 1 ? present[1].key.place : found.name)
      return false
    case .needs(let key, let other):
      guard let with = entry(other), entry(key) == nil else { return true }
      fail(found, .keyNeeded(key, with: other, in: found.path), at: with.key.place)
    case .only(let key, let others):
      guard let stray = entry(key), others.allSatisfy({ entry($0) == nil }) else { return true }
      fail(found, .keyOnlyWith(key, others: others, in: found.path), at: stray.key.place)
    case .together(let keys):
      let present = keys.compactMap(entry)
      guard let one = present.first, let missing = keys.first(where: { entry($0) == nil }) else {
        return true
      }
      fail(found, .keyNeeded(missing, with: one.name, in: found.path), at: one.key.place)
    case .apart(let one, let other):
      guard entry(one) != nil, let second = entry(other) else { return true }
      fail(
        found, .severalOf([one, other], given: [one, other], in: found.path), at: second.key.place)
    }
    return true
  }
}
