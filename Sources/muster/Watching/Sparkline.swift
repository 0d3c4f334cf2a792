/// Numbers as a line of blocks, the lowest ▁ and the highest █.
enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// - Parameter width: so many of the last numbers are shown.
  static func text(_ values: [Double], width: Int) -> String {
    let shown = values.suffix(width)
    guard let low = shown.min(), let high = shown.max() else { return "" }
    return String(
      shown.map { value in
        let share = high > low ? (value - low) / (high - low) : 0.5
        return share.isFinite ? blocks[Int((share * Double(blocks.count - 1)).rounded())] : "?"
      })
  }
}
