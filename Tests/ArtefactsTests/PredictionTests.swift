import Datasets
import Determinism
import Kernel
import Testing

@testable import Artefacts

struct PredictionTests {
  @Test(arguments: ModelKind.all) func `how many rows come at once changes no bit`(_ kind: ModelKind) throws {
    let (model, rows) = (kind.model(), kind.rows(601))
    var predictor = try Predictor(model)
    let whole = try predictor.predict(rows)
    var apart = Predicted()
    var rest = rows[...]
    for size in [1, 2, 31, 300, 7, 260] {
      let some = try predictor.predict(Array(rest.prefix(size * kind.shape.inputs)))
      apart.classes += some.classes
      apart.scores += some.scores
      rest = rest.dropFirst(size * kind.shape.inputs)
    }
    #expect(apart == whole)
  }

  /// Classes by its confusion, errors by their sum.
  @Test(arguments: ModelKind.all) func `predictions are what an evaluation counts`(_ kind: ModelKind) throws {
    let (model, count) = (kind.model(), 500)
    var rows = kind.rows(count)
    let targets = (0..<count).map {
      Float(kind.shape.targetClasses == 0 ? $0 : $0 % kind.shape.targetClasses)
    }
    var predictor = try Predictor(model)
    let predicted = try predictor.predict(rows)
    rows.withUnsafeMutableBufferPointer { model.scaling?.apply(to: $0) }
    var evaluator = try Evaluator(shape: kind.shape, arithmetic: .portable())
    let evaluation = try model.parameters.withUnsafeBufferPointer { parameters in
      try rows.withUnsafeBufferPointer { x in
        try targets.withUnsafeBufferPointer { y in
          try evaluator.evaluate(parameters, on: Examples(x: x, y: y, rows: 0..<count))
        }
      }
    }
    var confusion = Array(repeating: 0, count: evaluation.confusion.count)
    for (target, found) in zip(targets, predicted.classes) {
      confusion[Int(target) * kind.shape.classes + found] += 1
    }
    #expect(confusion == evaluation.confusion)
    switch model.task {
    case .classification: #expect(predicted.classes.count == count)
    case .regression:
      let errors = zip(predicted.scores, targets).map {
        (Double($0) - Double($1)) * (Double($0) - Double($1))
      }
      #expect(errors.reduce(0, +) == evaluation.squaredErrorSum)
    case .anomalyDetection:
      #expect(zip(predicted.scores, targets).filter { $1 == 1 }.map(\.0) == evaluation.ranking.positives)
    }
  }

  @Test func `classes are named and quoted, with every class's probability`() throws {
    let kind = ModelKind.all[8]
    let table = PredictionTable(kind.model())
    #expect(
      String(decoding: table.header(after: ["row", "truth"]), as: UTF8.self)
        == "row,truth,prediction,\"probability_class, 0\",\"probability_class, 1\"\n")
    let lines = table.lines(
      Predicted(classes: [1, 0], scores: [0.25, 0.75, 1, 1e-20]), truths: [(4, 0), (9, 1)])
    #expect(
      String(decoding: lines, as: UTF8.self)
        == "4,\"class, 0\",\"class, 1\",0.25,0.75\n9,\"class, 1\",\"class, 0\",1.0,1e-20\n")
  }

  @Test func `a row above the threshold is flagged, and one that is not a number`() {
    let model = ModelKind.all[0].model()
    func lines(_ table: PredictionTable) -> String {
      String(
        decoding: table.header() + table.lines(Predicted(scores: [0.1, 0.100_001, -.nan])), as: UTF8.self)
    }
    #expect(
      lines(PredictionTable(model)) == "error,threshold,anomaly\n0.1,0.1,0\n0.100001,0.1,1\nnan,0.1,1\n")
    #expect(
      lines(PredictionTable(model, threshold: 2))
        == "error,threshold,anomaly\n0.1,2.0,0\n0.100001,2.0,0\nnan,2.0,1\n")
    var open = model
    open.threshold = nil
    #expect(lines(PredictionTable(open)) == "error,threshold,anomaly\n0.1,,\n0.100001,,\nnan,,\n")
  }

  @Test func `rows are told up to the first of which the model gives no number`() {
    let table = PredictionTable(ModelKind.all[8].model())
    let predicted = Predicted(classes: [1, 0, 0, 1], scores: [0.25, 0.75, 1, 0, -.nan, -.nan, 0, 1])
    #expect(table.undefinedRow(in: predicted) == 2)
    #expect(
      String(decoding: table.lines(predicted), as: UTF8.self)
        == "\"class, 1\",0.25,0.75\n\"class, 0\",1.0,0.0\n")
  }

  /// numpy.percentile(x, 99, method="inverted_cdf") of 1...n is 1, 2, 99, 99, 100 and 198.
  @Test(arguments: [(1, 1), (2, 2), (99, 99), (100, 99), (101, 100), (200, 198)] as [(Int, Float)])
  func `the threshold is the 99th percentile of the rows that are no anomalies`(count: Int, expected: Float) {
    let errors = (1...count).reversed().map { Float($0) } + [1e9]
    #expect(TrainedModel.threshold(errors: errors, targets: errors.map { $0 == 1e9 ? 1 : 0 }) == expected)
  }

  @Test func `there is no threshold without normal rows or with errors that are no numbers`() {
    #expect(TrainedModel.threshold(errors: [1], targets: [1]) == nil)
    #expect(TrainedModel.threshold(errors: [1, .nan], targets: [0, 1]) == nil)
  }

  @Test func `softmax and sigmoid neither overflow nor lose small probabilities`() throws {
    func scores(_ loss: ModelShape.Loss, outputs: Int, biases: [Float]) throws -> [Float] {
      let shape = ModelShape(inputs: 1, layers: [.dense(outputs: outputs)], loss: loss)
      var inference = try Inference(shape: shape)
      let parameters = Array(repeating: 0 as Float, count: outputs) + biases
      return try parameters.withUnsafeBufferPointer { parameters in
        try [0 as Float].withUnsafeBufferPointer { try inference.predict(parameters, $0).scores }
      }
    }
    #expect(try scores(.crossEntropy, outputs: 3, biases: [3e38, 0, -3e38]) == [1, 0, 0])
    // exp(-50), by Python's math.exp.
    let small = Float(1.9287498479639178e-22)
    #expect(try scores(.crossEntropy, outputs: 2, biases: [50, 0]) == [1, small])
    #expect(try scores(.logistic, outputs: 1, biases: [50]) == [small, 1])
    #expect(try scores(.logistic, outputs: 1, biases: [-3e38]) == [1, 0])
    #expect(try scores(.crossEntropy, outputs: 2, biases: [.nan, 0]).allSatisfy(\.isNaN))
  }
}
