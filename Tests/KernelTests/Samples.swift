import Determinism

@testable import Kernel

/// Rows that a test owns and lends.
struct Samples: Equatable {
  var x: [Float]
  var y: [Float]

  func lend<Result>(_ rows: Range<Int>? = nil, to body: (Examples) throws -> Result) rethrows -> Result {
    try x.withUnsafeBufferPointer { x in
      try y.withUnsafeBufferPointer { y in try body(Examples(x: x, y: y, rows: rows ?? y.indices)) }
    }
  }
}

extension RandomStream {
  /// Uniform in [-1, 1).
  mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in Float(2 * uniform() - 1) } }

  mutating func samples(_ shape: ModelShape, rows: Int) -> Samples {
    let x = floats(rows * shape.inputs)
    let classes = shape.targetClasses
    return Samples(x: x, y: classes == 0 ? floats(rows) : (0..<rows).map { _ in Float(below(classes)) })
  }
}

/// What a client's training gave, with a copy of its update.
struct Trained: Equatable {
  var report: TrainingReport
  var update: [Float]
}

extension LocalTrainer {
  mutating func train(
    _ global: [Float], on samples: Samples, rows: Range<Int>? = nil, seed: UInt64 = 9, round: Int = 1,
    client: Int = 4
  ) throws -> Trained {
    let report = try samples.lend(rows) { examples in
      try global.withUnsafeBufferPointer { global in
        try train(global: global, on: examples, seed: seed, round: round, client: client)
      }
    }
    return Trained(report: report, update: Array(update))
  }
}

extension Evaluator {
  mutating func evaluate(_ parameters: [Float], on samples: Samples, rows: Range<Int>? = nil) throws
    -> Evaluation
  {
    try samples.lend(rows) { examples in
      try parameters.withUnsafeBufferPointer { try evaluate($0, on: examples) }
    }
  }
}
