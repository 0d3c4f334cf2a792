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
    classNames = model.classNames.map(csvCell)
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
    Array((first + names).map(csvCell).joined(separator: ",".utf8)) + [UInt8(ascii: "\n")]
  }

  /// - Parameter truths: of each row its place and what it is, as a target; none where nobody knows.
  package func lines(_ predicted: Predicted, truths: [(place: Int, target: Float)] = []) -> [UInt8] {
    var text: [UInt8] = []
    for row in 0..<predicted.scores.count / scores {
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
    guard let threshold else { return "\(error),," }
    return "\(error),\(threshold),\(error <= threshold ? 0 : 1)"
  }
}

/// The text as RFC 4180 has it: in quotes where they are needed, or where spaces around it would be lost.
private func csvCell(_ text: String) -> [UInt8] {
  let special: [UInt8] = Array(",\"\r\n".utf8)
  let bytes = Array(text.utf8)
  let isPlain = !bytes.contains { special.contains($0) } && bytes.first != 0x20 && bytes.last != 0x20
  return isPlain ? bytes : Array(("\"" + text.replacing("\"", with: "\"\"") + "\"").utf8)
}
