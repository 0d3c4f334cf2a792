/// The candidate that a misspelt name most probably means: the fewest edits away, at most a third of its letters and
/// none of a name of one or two. The first wins a tie; names of more than 64 letters mean nothing.
package func nearestName(to name: String, among candidates: [String]) -> String? {
  let name = folded(name)
  guard name.count <= 64 else { return nil }
  let limit = name.count < 3 ? 0 : max(1, name.count / 3)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let other = folded(candidate)
    guard abs(other.count - name.count) <= limit else { continue }
    let distance = editDistance(name, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`: Damerau and Levenshtein's
/// distance in which no part is edited twice. Case, the kind of dash and spaces at the ends do not count.
package func editDistance(_ a: String, _ b: String) -> Int { editDistance(folded(a), folded(b)) }

private func folded(_ name: String) -> [Unicode.Scalar] {
  let trimmed = name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
  return String(trimmed).lowercased().unicodeScalars.map { $0 == "-" || $0 == " " ? "_" : $0 }
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
