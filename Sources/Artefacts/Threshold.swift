extension TrainedModel {
  /// The 99th percentile of the reconstruction errors of the rows that are no anomalies: the least error that at least 99
  /// of 100 of them do not exceed, which is one of theirs (NumPy's `inverted_cdf`).
  ///
  /// - Parameters:
  ///   - errors: of each row.
  ///   - targets: of each row, 1 for an anomaly.
  /// - Returns: nil when all are anomalies, or an error is not finite.
  package static func threshold(errors: [Float], targets: some Collection<Float>) -> Float? {
    let normal = zip(errors, targets).filter { $1 == 0 }.map(\.0).sorted()
    guard !normal.isEmpty, errors.allSatisfy(\.isFinite) else { return nil }
    return normal[(normal.count * 99 + 99) / 100 - 1]
  }
}
