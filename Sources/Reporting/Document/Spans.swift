/// Ascending numbers as people write them: "1–3, 7".
enum Spans {
  /// - Parameter limit: after so many spans the rest is counted.
  static func text(_ numbers: [Int], limit: Int = 12) -> String {
    var spans: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = spans.last, last.upperBound + 1 == number {
        spans[spans.count - 1] = last.lowerBound...number
      } else {
        spans.append(number...number)
      }
    }
    let shown = spans.prefix(limit).map { span in
      span.count == 1
        ? "\(span.lowerBound)"
        : "\(span.lowerBound)\(span.count == 2 ? "," : "–")\(span.count == 2 ? " " : "")\(span.upperBound)"
    }
    let rest = spans.dropFirst(limit).reduce(0) { $0 + $1.count }
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
