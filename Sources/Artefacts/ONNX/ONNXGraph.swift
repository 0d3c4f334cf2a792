/// The computation of an ONNX model as it grows, operator by operator. Field numbers are those of onnx.proto.
struct ONNXGraph {
  enum Attribute {
    case integer(Int)
    case integers([Int])
  }

  enum Element: Int {
    case float = 1
    case int64 = 7
    case double = 11
  }

  private var nodes: [ProtocolBuffer] = []
  private var constants: [ProtocolBuffer] = []

  /// Adds an operator.
  /// - Parameter output: the name of what it gives.
  /// - Returns: that name.
  mutating func add(
    _ operation: String, _ inputs: [String], to output: String, _ attributes: [(String, Attribute)] = []
  ) -> String {
    var node = ProtocolBuffer()
    for input in inputs { node.write(1, input) }
    node.write(2, output)
    node.write(3, "\(operation)_\(nodes.count)")
    node.write(4, operation)
    for (name, attribute) in attributes { node.write(5, message(name, attribute)) }
    nodes.append(node)
    return output
  }

  private func message(_ name: String, _ attribute: Attribute) -> ProtocolBuffer {
    var message = ProtocolBuffer()
    message.write(1, name)
    switch attribute {
    case .integer(let value):
      message.write(3, value)
      message.write(20, 2)
    case .integers(let values):
      for value in values { message.write(8, value) }
      message.write(20, 7)
    }
    return message
  }

  /// Adds a constant.
  /// - Parameter data: little-endian, row-major.
  /// - Returns: its name.
  mutating func constant(_ name: String, _ element: Element, shape: [Int], data: [UInt8]) -> String {
    var tensor = ProtocolBuffer()
    for side in shape { tensor.write(1, side) }
    tensor.write(2, element.rawValue)
    tensor.write(8, name)
    tensor.write(9, bytes: data)
    constants.append(tensor)
    return name
  }

  mutating func constant(_ name: String, _ floats: [Float], shape: [Int]) -> String {
    constant(name, .float, shape: shape, data: floats.withUnsafeBytes { Array($0) })
  }

  mutating func constant(_ name: String, _ doubles: [Double]) -> String {
    constant(name, .double, shape: [doubles.count], data: doubles.withUnsafeBytes { Array($0) })
  }

  mutating func constant(_ name: String, _ integers: [Int]) -> String {
    constant(name, .int64, shape: [integers.count], data: integers.flatMap { littleEndian(Int64($0)) })
  }

  /// - Parameters:
  ///   - input: its name and how many values a row of it has, as of `output`; both are floats, [batch, values].
  func message(
    name: String, input: (name: String, width: Int), output: (name: String, width: Int)
  ) -> ProtocolBuffer {
    var graph = ProtocolBuffer()
    for node in nodes { graph.write(1, node) }
    graph.write(2, name)
    for constant in constants { graph.write(5, constant) }
    graph.write(11, rows(input.name, width: input.width))
    graph.write(12, rows(output.name, width: output.width))
    return graph
  }

  private func rows(_ name: String, width: Int) -> ProtocolBuffer {
    func wrapped(_ field: Int, _ inner: ProtocolBuffer) -> ProtocolBuffer {
      var outer = ProtocolBuffer()
      outer.write(field, inner)
      return outer
    }
    var batch = ProtocolBuffer()
    batch.write(2, "batch")
    var values = ProtocolBuffer()
    values.write(1, width)
    var shape = ProtocolBuffer()
    shape.write(1, batch)
    shape.write(1, values)
    var tensor = ProtocolBuffer()
    tensor.write(1, Element.float.rawValue)
    tensor.write(2, shape)
    var value = ProtocolBuffer()
    value.write(1, name)
    value.write(2, wrapped(1, tensor))
    return value
  }
}
