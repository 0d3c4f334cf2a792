/// How far predictions lie from their targets: the sums that an ``Evaluation`` of a regression keeps.
struct ErrorSums {
  private(set) var squared = 0.0
  private(set) var absolute = 0.0
  private(set) var target = 0.0
  private(set) var targetSquare = 0.0

  init() {}

  init(prediction: Float, target: Float) {
    let error = Double(prediction) - Double(target)
    squared = error * error
    absolute = abs(error)
    self.target = Double(target)
    targetSquare = Double(target) * Double(target)
  }

  mutating func add(_ other: ErrorSums) {
    squared += other.squared
    absolute += other.absolute
    target += other.target
    targetSquare += other.targetSquare
  }

  func divided(by count: Double) -> ErrorSums {
    var mean = self
    mean.squared /= count
    mean.absolute /= count
    mean.target /= count
    mean.targetSquare /= count
    return mean
  }
}

extension Evaluation {
  mutating func add(_ errors: ErrorSums) {
    squaredErrorSum += errors.squared
    absoluteErrorSum += errors.absolute
    targetSum += errors.target
    targetSquareSum += errors.targetSquare
    if !errors.squared.isFinite { lossSum = .nan }
  }
}
