import YAMLTree

/// A value with its place, where other values may yet show it to be wrong.
struct Placed<Value: Sendable>: Sendable {
  let value: Value
  /// nil in a list.
  let key: Place?
  let valuePlace: Place

  /// Where its name or, in a list, it itself stands.
  var place: Place { key ?? valuePlace }
}

extension Form {
  /// The value of another form with its place.
  static func placed<Inner>(_ form: Form<Inner>) -> Form where Value == Placed<Inner> {
    Form(
      form.shape,
      read: { found, reading in
        form.read(found, &reading).map { Placed(value: $0, key: found.key, valuePlace: found.place) }
      },
      spell: { form.spell($0.value) })
  }
}

extension Form where Value == Node {
  /// Whatever the file holds; what it means is for later.
  static func any() -> Form {
    Form(.any, read: { found, _ in found.node }, spell: { [Spelling($0.flow)] })
  }
}

extension Form where Value == [Setting] {
  /// Names of fields with a value each.
  static func settings() -> Form {
    .map(
      keys: .field, of: .placed(.any()),
      join: { name, value in Setting(path: name, value: value.value, key: value.key) },
      part: { ($0.path, Placed(value: $0.value, key: $0.key, valuePlace: $0.value.place)) })
  }
}
