/// The candidate that a misspelt word most probably means.
func nearest(to word: String, among candidates: [String]) -> String? {
  let word = folded(word)
  let limit = word.count < 3 ? 0 : max(1, word.count / 3)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let other = folded(candidate)
    guard abs(other.count - word.count) <= limit else { continue }
    let distance = editDistance(word, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// Case and the kind of dash are not what makes a word another.
private func folded(_ word: String) -> [Unicode.Scalar] {
  word.lowercased().unicodeScalars.map { $0 == "-" || $0 == " " ? "_" : $0 }
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`: Damerau and
/// Levenshtein's distance in which no part is edited twice.
func editDistance<Letter: Equatable>(_ a: [Letter], _ b: [Letter]) -> Int {
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
