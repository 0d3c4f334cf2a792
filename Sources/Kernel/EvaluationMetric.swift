/// The figures that can be read from an ``Evaluation``, by the names that job files use.
package enum EvaluationMetric: String, CaseIterable, Sendable {
  case loss, accuracy, precision, recall, f1, auc, mse, mae, r2
}

extension Evaluation {
  /// - Parameter class: the class whose precision, recall or f1 is meant; nil means their plain mean over all
  ///   classes. Other metrics ignore it.
  /// - Returns: NaN for a metric that this model has not: of classes in a regression, of errors in a
  ///   classification, of a class that does not exist. 0/0 counts as 0. r² of a target that never varies is 1
  ///   when every prediction is exact and 0 otherwise. auc is the same for both of its classes: swapping them
  ///   turns the scores around too.
  package func value(of metric: EvaluationMetric, class: Int? = nil) -> Double {
    switch metric {
    case .loss: ratio(lossSum, Double(rows))
    case .accuracy: isRegression ? .nan : ratio(classIndices.reduce(0) { $0 + hits($1) }, rows)
    case .precision: mean(over: `class`) { ratio(hits($0), predicted($0)) }
    case .recall: mean(over: `class`) { ratio(hits($0), actual($0)) }
    case .f1: mean(over: `class`) { ratio(2 * hits($0), predicted($0) + actual($0)) }
    case .auc: concordance?.areaUnderCurve ?? ranking.areaUnderCurve
    case .mse: isRegression ? ratio(squaredErrorSum, Double(rows)) : .nan
    case .mae: isRegression ? ratio(absoluteErrorSum, Double(rows)) : .nan
    case .r2: isRegression ? determination : .nan
    }
  }

  private var isRegression: Bool { confusion.isEmpty }
  private var classCount: Int { Int(Double(confusion.count).squareRoot()) }
  private var classIndices: Range<Int> { 0..<classCount }

  private func hits(_ class: Int) -> Int { confusion[`class` * classCount + `class`] }

  private func actual(_ class: Int) -> Int {
    classIndices.reduce(0) { $0 + confusion[`class` * classCount + $1] }
  }

  private func predicted(_ class: Int) -> Int {
    classIndices.reduce(0) { $0 + confusion[$1 * classCount + `class`] }
  }

  private func mean(over class: Int?, _ value: (Int) -> Double) -> Double {
    guard !isRegression else { return .nan }
    guard let `class` else { return classIndices.reduce(0) { $0 + value($1) } / Double(classCount) }
    return classIndices.contains(`class`) ? value(`class`) : .nan
  }

  private var determination: Double {
    let variation = targetSquareSum - ratio(targetSum * targetSum, Double(rows))
    if variation > 0 { return 1 - squaredErrorSum / variation }
    return squaredErrorSum == 0 ? 1 : 0
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double { ratio(Double(part), Double(whole)) }

  private func ratio(_ part: Double, _ whole: Double) -> Double { whole == 0 ? 0 : part / whole }
}
