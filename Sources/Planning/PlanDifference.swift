package import JobSpec

/// One field that differs between two plans of a job; nil where a side does not have the field.
package struct FieldDifference: Sendable, Equatable {
  package var path: String
  package var before: String?
  package var after: String?

  package init(path: String, before: String?, after: String?) {
    self.path = path
    self.before = before
    self.after = after
  }
}

/// The identity fields that differ, sorted by path.
package func differences(
  from before: [(path: String, value: String)], to after: [ResolvedField]
) -> [FieldDifference] {
  let before = before.sorted { precedes($0.path, $1.path) }
  let after = after.filter(\.identity).map { (path: $0.path, value: $0.value) }.sorted {
    precedes($0.path, $1.path)
  }
  var differences: [FieldDifference] = []
  var old = before[...]
  var new = after[...]
  while let path = [old.first?.path, new.first?.path].compactMap(\.self).min(by: precedes) {
    let left = old.first?.path == path ? old.removeFirst().value : nil
    let right = new.first?.path == path ? new.removeFirst().value : nil
    if left != right { differences.append(FieldDifference(path: path, before: left, after: right)) }
  }
  return differences
}

private func precedes(_ a: String, _ b: String) -> Bool {
  a.utf8.lexicographicallyPrecedes(b.utf8)
}
