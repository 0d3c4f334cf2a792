/// The targets of the rows that are in a network, and the losses that they gave.
struct Batch: ~Copyable {
  private var scratch = Scratch()
  /// Both reach to the end of the last lanes; beyond a batch's rows they hold what an earlier one left.
  private let targets: UnsafeMutableBufferPointer<Float>
  private let losses: UnsafeMutableBufferPointer<Float>

  init(capacity: Int) {
    targets = scratch.floats(capacity)
    losses = scratch.floats(capacity)
  }

  /// Puts the features of the examples' rows at these places into the network, and their targets here.
  /// - Precondition: the examples were checked against the network's shape.
  func fill(
    _ network: borrowing Network, with examples: Examples, at places: some RandomAccessCollection<Int>
  ) {
    examples.x.withUnsafeBufferPointer { x in
      examples.y.withUnsafeBufferPointer { y in
        var row = 0
        for place in places {
          network.setInput(row, from: x, row: place)
          targets[row] = y[place]
          row += 1
        }
      }
    }
  }

  /// Adds the losses of the network's outputs to `sum`, and leaves `scale` times their gradient in the
  /// outputs.
  func addLosses(of network: borrowing Network, rows: Int, scale: Float, to sum: inout Double) {
    guard let targets = targets.baseAddress, let losses = losses.baseAddress else { return }
    network.shape.loss.addLosses(
      outputs: network.outputs, targets: targets, rowLosses: losses, rows: rows, scale: scale, to: &sum)
  }
}
