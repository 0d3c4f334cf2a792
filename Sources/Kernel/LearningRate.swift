extension TrainingRecipe {
  /// The learning rate of a round, counted from 1, as the schedule and the warm-up say; computed in double precision and
  /// rounded once.
  package func learningRate(round: Int) -> Float {
    let round = max(round, 1)
    let share = round < warmUpRounds ? Double(round) / Double(warmUpRounds) : 1
    return Float(share * scheduledRate(round: round))
  }

  private func scheduledRate(round: Int) -> Double {
    let start = Double(learningRate)
    switch schedule {
    case .constant: return start
    case .step(let every, let factor): return start * power(Double(factor), (round - 1) / every)
    case .cosine(let rounds, let end):
      guard rounds > 1 else { return start }
      let progress = Double(min(round, rounds) - 1) / Double(rounds - 1)
      // ½·(1 + cos πp) = sin²(½·π·(1 − p)), which is exactly 0 at the end.
      let sine = sineOfPi((1 - progress) / 2)
      return Double(end) + (start - Double(end)) * sine * sine
    }
  }
}

/// baseⁿ for n ≥ 0, by squaring.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest % 2 == 1 { result *= square }
    square *= square
    rest /= 2
  }
  return result
}

/// sin πx for 0 ≤ x ≤ ½, by Taylor's series up to the 21st power: what is left out is below 1e-17. Libraries' sines change
/// bits with the CPU.
private func sineOfPi(_ x: Double) -> Double {
  let angle = x * Double.pi
  let square = angle * angle
  let series = stride(from: 20.0, to: 0, by: -2).reduce(1.0) { 1 - $0 * square / ($1 * ($1 + 1)) }
  return angle * series
}
