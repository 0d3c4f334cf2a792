import CKernel

/// The targets of the rows that are in a network, and the losses that they gave.
struct Batch: ~Copyable {
  private let targets: UnsafeMutablePointer<Float>
  private let losses: UnsafeMutablePointer<Float>
  private let kernels: UnsafePointer<VectorKernels>
  private let scratch: Scratch

  /// - Parameter inputs: the network's; a reconstruction has a loss for each feature.
  init(capacity: Int, inputs: Int, arithmetic: Arithmetic) {
    var scratch = Scratch()
    targets = scratch.matrix(rows: 1, columns: capacity).base
    losses = scratch.matrix(rows: 1, columns: max(capacity, inputs)).base
    kernels = arithmetic.kernels
    self.scratch = scratch
  }

  /// Copies the features of the examples' rows at these places into the network, and their targets here.
  /// - Precondition: the examples were checked against the network.
  @inline(__always)
  func fill(
    _ network: borrowing Network, with examples: Examples, at places: some RandomAccessCollection<Int>
  ) {
    precondition(places.count <= network.capacity)
    guard let x = examples.x.baseAddress, let y = examples.y.baseAddress else { return }
    let features = network.features
    var row = 0
    for place in places {
      (features.base + row * features.stride).update(
        from: x + place * features.columns, count: features.columns)
      targets[row] = y[place]
      row += 1
    }
  }

  /// Adds the losses of the network's outputs to `sum`, row by row, and leaves `scale` times their gradient
  /// in the outputs.
  @inline(__always)
  func addLosses(of network: borrowing Network, rows: Int, scale: Float, to sum: inout Double) {
    let outputs = network.outputs
    switch network.loss {
    case .crossEntropy:
      kernels.pointee.crossEntropy(
        outputs.base, outputs.columns, outputs.stride, targets, rows, scale, losses)
    case .logistic: kernels.pointee.logistic(outputs.base, targets, rows, scale, losses)
    case .squared: kernels.pointee.squared(outputs.base, targets, rows, scale, losses)
    case .huber(let delta): kernels.pointee.huber(outputs.base, targets, rows, delta, scale, losses)
    case .reconstruction: return addReconstructionLosses(of: network, rows: rows, scale: scale, to: &sum)
    }
    for row in 0..<rows { sum += Double(losses[row]) }
  }

  /// The squared loss of every feature against the row's own, averaged over the features.
  private func addReconstructionLosses(
    of network: borrowing Network, rows: Int, scale: Float, to sum: inout Double
  ) {
    let (outputs, features) = (network.outputs, network.features)
    for row in 0..<rows {
      kernels.pointee.squared(
        outputs.base + row * outputs.stride, features.base + row * features.stride, outputs.columns,
        scale / Float(outputs.columns), losses)
      var rowSum = 0.0
      for feature in 0..<outputs.columns { rowSum += Double(losses[feature]) }
      sum += rowSum / Double(outputs.columns)
    }
  }
}
