package import Determinism

extension ModelShape {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(inputs)
    writer.write(layers) { $1.encode(to: &$0) }
    loss.encode(to: &writer)
  }

  /// - Returns: any shape, whether or not it can be built: ``validate()`` says.
  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    inputs = try reader.int()
    layers = try reader.array { (reader) throws(CanonicalError) in try Layer(from: &reader) }
    loss = try Loss(from: &reader)
  }
}

extension ModelShape.Layer {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .dense(let outputs):
      writer.write(0 as UInt8)
      writer.write(outputs)
    case .activation(let function):
      writer.write(1 as UInt8)
      writer.write(function.rawValue)
    case .dropout(let rate):
      writer.write(2 as UInt8)
      writer.write(rate)
    case .convolution(let convolution):
      writer.write(3 as UInt8)
      convolution.encode(to: &writer)
    case .pooling(let pooling):
      writer.write(4 as UInt8)
      pooling.encode(to: &writer)
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self = .dense(outputs: try reader.int())
    case 1: self = .activation(try reader.raw("activation"))
    case 2: self = .dropout(rate: try reader.float())
    case 3: self = .convolution(try ModelShape.Convolution(from: &reader))
    case 4: self = .pooling(try ModelShape.Pooling(from: &reader))
    default: throw .invalid("layer", at: start)
    }
  }
}

extension ModelShape.Loss {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .crossEntropy: writer.write(0 as UInt8)
    case .logistic: writer.write(1 as UInt8)
    case .squared: writer.write(2 as UInt8)
    case .huber(let delta):
      writer.write(3 as UInt8)
      writer.write(delta)
    case .reconstruction: writer.write(4 as UInt8)
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self = .crossEntropy
    case 1: self = .logistic
    case 2: self = .squared
    case 3: self = .huber(delta: try reader.float())
    case 4: self = .reconstruction
    default: throw .invalid("loss", at: start)
    }
  }
}

extension ModelShape.ImageSize {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    for side in [channels, height, width] { writer.write(side) }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    self.init(channels: try reader.int(), height: try reader.int(), width: try reader.int())
  }
}

extension ModelShape.Convolution {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    input.encode(to: &writer)
    for number in [filters, size, stride, padding] { writer.write(number) }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    self.init(
      input: try ModelShape.ImageSize(from: &reader), filters: try reader.int(), size: try reader.int(),
      stride: try reader.int(), padding: try reader.int())
  }
}

extension ModelShape.Pooling {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    writer.write(kind.rawValue)
    input.encode(to: &writer)
    for number in [size, stride] { writer.write(number) }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    self.init(
      kind: try reader.raw("pooling"), input: try ModelShape.ImageSize(from: &reader), size: try reader.int(),
      stride: try reader.int())
  }
}

extension CanonicalReader {
  fileprivate mutating func raw<Value: RawRepresentable<UInt8>>(_ name: String) throws(CanonicalError)
    -> Value
  {
    let start = position
    guard let value = Value(rawValue: try byte()) else { throw .invalid(name, at: start) }
    return value
  }
}
