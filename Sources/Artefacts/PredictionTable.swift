import Determinism
package import Kernel

/// Predictions as csv text: class and probabilities, the number predicted, or reconstruction error, threshold and 1 for an
/// anomaly, else 0. Numbers are the shortest decimals that are the same floats again.
package struct PredictionTable {
  private let classNames: [[UInt8]]
  private let task: TrainedModel.Task
  private let threshold: Float?
  /// Of a row.
  private let scores: Int

  /// - Parameter threshold: the model's own when nil. Where there is none, threshold and flag stay empty.
  package init(_ model: TrainedModel, threshold: Float? = nil) {
    classNames = model.classNames.map { Array($0.csvField.utf8) }
    task = model.task
    self.threshold = threshold ?? model.threshold
    scores = model.shape.scores
    names =
      switch model.task {
      case .classification: ["prediction"] + model.classNames.map { "probability_" + $0 }
      case .regression: ["prediction"]
      case .anomalyDetection: ["error", "threshold", "anomaly"]
      }
  }

  private let names: [String]

  package func header(after first: [String] = []) -> [UInt8] {
    Array(((first + names).map(\.csvField).joined(separator: ",") + "\n").utf8)
  }

  /// The first row of which the model says nothing: a score is no number, or not finite. Of anomaly detection there is none:
  /// such a row is an anomaly.
  package func undefinedRow(in predicted: Predicted) -> Int? {
    if task == .anomalyDetection { return nil }
    return predicted.scores.firstIndex { !$0.isFinite }.map { $0 / scores }
  }

  /// Of the rows before the first undefined one.
  ///
  /// - Parameter truths: of each row its place and what it is, as a target; none where nobody knows.
  package func lines(_ predicted: Predicted, truths: [(place: Int, target: Float)] = []) -> [UInt8] {
    var text: [UInt8] = []
    for row in 0..<(undefinedRow(in: predicted) ?? predicted.scores.count / scores) {
      if truths.indices.contains(row) { write(truths[row], to: &text) }
      let own = predicted.scores[row * scores..<(row + 1) * scores]
      switch task {
      case .classification:
        text += classNames[predicted.classes[row]]
        for score in own { text += ",\(score)".utf8 }
      case .regression: for score in own { text += "\(score)".utf8 }
      case .anomalyDetection: for score in own { text += flagged(score).utf8 }
      }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  private func write(_ truth: (place: Int, target: Float), to text: inout [UInt8]) {
    text += "\(truth.place),".utf8
    text += classNames.isEmpty ? Array("\(truth.target)".utf8) : classNames[Int(truth.target)]
    text.append(UInt8(ascii: ","))
  }

  /// What is not a number is no normal row either.
  private func flagged(_ error: Float) -> String {
    // Whichever NaN the arithmetic came to, it reads the same.
    let error = error.isNaN ? .nan : error
    guard let threshold else { return "\(error),," }
    return "\(error),\(threshold),\(error <= threshold ? 0 : 1)"
  }
}
