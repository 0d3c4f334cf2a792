import Determinism

/// A scale with round ticks: 1, 2 or 5 times a power of ten apart (Heckbert, "Nice Numbers for Graph Labels", Graphics
/// Gems, 1990).
struct Axis: Equatable {
  let low: Double
  let high: Double
  let step: Double

  /// - Parameters:
  ///   - values: what it must reach, in any order; those that are not finite are passed over.
  ///   - count: about so many steps.
  ///   - wholeSteps: whether a step is 1 at least, for things that are counted.
  init(over values: [Double], count: Int, wholeSteps: Bool = false) {
    let finite = values.filter { $0.isFinite && $0.magnitude < 1e100 }
    var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    if low > 0 && low < 0.4 * high { low = 0 }
    if low == high { (low, high) = low == 0 ? (0, 1) : (low - low.magnitude / 2, high + high.magnitude / 2) }
    let rough = Axis.round((high - low) / Double(count))
    step = wholeSteps ? max(1, rough) : rough
    self.low = (low / step + 1e-9).rounded(.down) * step
    self.high = (high / step - 1e-9).rounded(.up) * step
  }

  /// The next round number from a length on.
  private static func round(_ length: Double) -> Double {
    guard length > 1e-100 else { return 1e-100 }
    var power = 1.0
    while power > length { power /= 10 }
    while power * 10 <= length { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= length * 0.999 } ?? 10 * power
  }

  var ticks: [Double] {
    let count = Int(((high - low) / step).rounded())
    return (0...max(0, min(count, 100))).map { low + Double($0) * step }
  }

  /// Where a value is, from 0 at the low end to 1 at the high one.
  func share(_ value: Double) -> Double { (value - low) / (high - low) }

  func label(_ tick: Double) -> String {
    let reach = max(high.magnitude, low.magnitude)
    if reach < 1e-3 || reach >= 1e15 {
      return tick.magnitude < step / 2 ? "0" : Figures.scientific(tick)
    }
    if reach >= 1e6 { return Axis.short(tick) }
    var decimals = 0
    var scaled = step
    while scaled < 0.999 && decimals < 8 {
      scaled *= 10
      decimals += 1
    }
    let text = Figures.fixed(tick, decimals: decimals)
    guard tick.magnitude >= 1000, decimals == 0, let whole = Int(text) else { return text }
    return Figures.grouped(whole)
  }

  /// "2.5M" of a large number.
  private static func short(_ value: Double) -> String {
    let units: [(Double, String)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    guard let (size, unit) = units.first(where: { value.magnitude >= $0.0 }) else {
      return Figures.fixed(value, decimals: 0)
    }
    let text = Figures.fixed(value / size, decimals: 1)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + unit
  }
}
