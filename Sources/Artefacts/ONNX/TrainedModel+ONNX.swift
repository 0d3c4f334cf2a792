import Datasets
import Determinism
import Kernel

extension TrainedModel {
  /// Protocol buffers count in 31 bits.
  private static let limit = Int(Int32.max)

  /// The model as ONNX, opset 17: from `rows`, floats [batch, features] as they are before scaling, to `probabilities`
  /// [batch, classes], `prediction` [batch, 1] or the reconstruction's `error` [batch, 1].
  ///
  /// - Throws: `tooLarge` for a model of 2 GiB.
  package func onnx() throws(ModelFileError) -> [UInt8] {
    guard 4 * parameters.count < Self.limit - 1 << 24 else {
      throw .tooLarge(format: "ONNX", limit: Self.limit)
    }
    var opset = ProtocolBuffer()
    opset.write(1, "")
    opset.write(2, 17)
    var model = ProtocolBuffer()
    model.write(1, 8)
    model.write(2, "muster")
    model.write(6, "\(task.rawValue) of the job \(origin.job), record \(origin.recordDigest.hex)")
    model.write(7, graph)
    model.write(8, opset)
    for (name, text) in metadata {
      var entry = ProtocolBuffer()
      entry.write(1, name)
      entry.write(2, text)
      model.write(14, entry)
    }
    return model.bytes
  }

  private var graph: ProtocolBuffer {
    var graph = ONNXGraph()
    let scaled = addScale(to: &graph)
    let outputs = graph.add(shape, tensors, to: scaled)
    let result = addScores(of: outputs, scaled, to: &graph)
    return graph.message(
      name: origin.job, input: ("rows", featureNames.count), output: (result, shape.scores))
  }

  /// In double precision and rounded once, as training does it.
  private func addScale(to graph: inout ONNXGraph) -> String {
    guard let scaling else { return "rows" }
    let offsets = graph.constant("scale_offsets", scaling.offsets)
    let factors = graph.constant("scale_factors", scaling.factors)
    func cast(_ input: String, to output: String, _ element: ONNXGraph.Element, _ graph: inout ONNXGraph)
      -> String
    {
      graph.add("Cast", [input], to: output, [("to", .integer(element.rawValue))])
    }
    let exact = cast("rows", to: "rows.exact", .double, &graph)
    let centred = graph.add("Sub", [exact, offsets], to: "rows.centred")
    let product = graph.add("Mul", [centred, factors], to: "rows.product")
    return cast(product, to: "rows.scaled", .float, &graph)
  }

  private func addScores(of outputs: String, _ rows: String, to graph: inout ONNXGraph) -> String {
    switch shape.loss {
    case .crossEntropy: return graph.add("Softmax", [outputs], to: "probabilities", [("axis", .integer(1))])
    case .logistic:
      let opposite = graph.add("Neg", [outputs], to: "opposite")
      let sides = [
        graph.add("Sigmoid", [opposite], to: "first"), graph.add("Sigmoid", [outputs], to: "second"),
      ]
      return graph.add("Concat", sides, to: "probabilities", [("axis", .integer(1))])
    case .squared, .huber: return graph.add("Identity", [outputs], to: "prediction")
    case .reconstruction:
      let difference = graph.add("Sub", [outputs, rows], to: "difference")
      let squares = graph.add("Mul", [difference, difference], to: "squares")
      return graph.add(
        "ReduceMean", [squares], to: "error", [("axes", .integers([1])), ("keepdims", .integer(1))])
    }
  }
}
