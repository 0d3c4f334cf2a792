import Determinism
import Kernel

extension ModelShape {
  /// `{"inputs":4,"layers":[{"dense":3},{"activation":"relu"}],"loss":"cross_entropy"}`
  var json: JSON {
    .object([
      ("inputs", .int(inputs)), ("layers", .array(layers.map(\.json))), ("loss", loss.json),
    ])
  }

  /// - Returns: nil unless it is such an object; whether the shape can be built, ``validate()`` says.
  init?(_ json: JSON) {
    guard let inputs = json["inputs"]?.integer, let layers = json["layers"]?.each(Layer.init),
      let loss = json["loss"].flatMap(Loss.init)
    else { return nil }
    self.init(inputs: inputs, layers: layers, loss: loss)
  }
}

extension ModelShape.Layer {
  fileprivate var json: JSON {
    switch self {
    case .dense(let outputs): .object([("dense", .int(outputs))])
    case .activation(let function): .object([("activation", .string(function.name))])
    case .dropout(let rate): .object([("dropout", .double(Double(rate)))])
    case .convolution(let convolution): .object([("convolution", convolution.json)])
    case .pooling(let pooling): .object([("pooling", pooling.json)])
    }
  }

  fileprivate init?(_ json: JSON) {
    if let outputs = json["dense"]?.integer {
      self = .dense(outputs: outputs)
    } else if let name = json["activation"]?.string, let function = ModelShape.Activation(name: name) {
      self = .activation(function)
    } else if let rate = json["dropout"]?.number {
      self = .dropout(rate: Float(rate))
    } else if let convolution = json["convolution"].flatMap(ModelShape.Convolution.init) {
      self = .convolution(convolution)
    } else if let pooling = json["pooling"].flatMap(ModelShape.Pooling.init) {
      self = .pooling(pooling)
    } else {
      return nil
    }
  }
}

extension ModelShape.Activation {
  private static let all: [Self] = [.relu, .tanh, .gelu]

  fileprivate var name: String {
    switch self {
    case .relu: "relu"
    case .tanh: "tanh"
    case .gelu: "gelu"
    }
  }

  fileprivate init?(name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

extension ModelShape.ImageSize {
  fileprivate var json: JSON { .array([.int(channels), .int(height), .int(width)]) }

  fileprivate init?(_ json: JSON?) {
    guard let sides = json?.integers, sides.count == 3 else { return nil }
    self.init(channels: sides[0], height: sides[1], width: sides[2])
  }
}

extension ModelShape.Convolution {
  fileprivate var json: JSON {
    .object([
      ("input", input.json), ("filters", .int(filters)), ("size", .int(size)), ("stride", .int(stride)),
      ("padding", .int(padding)),
    ])
  }

  fileprivate init?(_ json: JSON) {
    guard let input = ModelShape.ImageSize(json["input"]), let filters = json["filters"]?.integer,
      let size = json["size"]?.integer, let stride = json["stride"]?.integer,
      let padding = json["padding"]?.integer
    else { return nil }
    self.init(input: input, filters: filters, size: size, stride: stride, padding: padding)
  }
}

extension ModelShape.Pooling {
  fileprivate var json: JSON {
    .object([
      ("kind", .string(kind == .max ? "max" : "average")), ("input", input.json), ("size", .int(size)),
      ("stride", .int(stride)),
    ])
  }

  fileprivate init?(_ json: JSON) {
    guard let kind = json["kind"]?.string, kind == "max" || kind == "average",
      let input = ModelShape.ImageSize(json["input"]), let size = json["size"]?.integer,
      let stride = json["stride"]?.integer
    else { return nil }
    self.init(kind: kind == "max" ? .max : .average, input: input, size: size, stride: stride)
  }
}

extension ModelShape.Loss {
  fileprivate var json: JSON {
    switch self {
    case .crossEntropy: .string("cross_entropy")
    case .logistic: .string("logistic")
    case .squared: .string("squared")
    case .huber(let delta): .object([("huber", .double(Double(delta)))])
    case .reconstruction: .string("reconstruction")
    }
  }

  fileprivate init?(_ json: JSON) {
    switch json {
    case .string("cross_entropy"): self = .crossEntropy
    case .string("logistic"): self = .logistic
    case .string("squared"): self = .squared
    case .string("reconstruction"): self = .reconstruction
    default:
      guard let delta = json["huber"]?.number else { return nil }
      self = .huber(delta: Float(delta))
    }
  }
}
