/// What is trained, by which loss, and from where.
package struct Model: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case linear
    case logistic
    case softmax
    case mlp(MLP)
    case cnn(CNN)
    case autoencoder(Autoencoder)
  }

  package enum Activation: String, Sendable, CaseIterable { case relu, tanh, gelu }

  package enum Loss: Sendable, Equatable {
    case crossEntropy
    case squared
    case huber(Huber)
  }

  package struct Huber: Sendable, Equatable {
    package var delta = 1.0

    package init() {}
  }

  /// The parameters that round 1 starts from.
  package enum Initial: Sendable, Equatable {
    case file(String)
    case seed(UInt64)
  }

  package var kind = Kind.softmax
  /// nil: the one that belongs to the task.
  package var loss: Loss?
  /// nil: drawn from the job's seed.
  package var initial: Initial?

  package init(_ kind: Kind = .softmax) {
    self.kind = kind
  }
}

extension Model {
  package struct MLP: Sendable, Equatable {
    package var hidden: [Int] = []
    package var activation = Activation.relu
    package var dropout = 0.0

    package init() {}
  }

  package struct Autoencoder: Sendable, Equatable {
    /// The widths down to the code; from there they are mirrored.
    package var hidden: [Int] = []
    package var activation = Activation.relu
    package var dropout = 0.0

    package init() {}
  }

  package struct CNN: Sendable, Equatable {
    package enum Layer: Sendable, Equatable {
      case conv(Conv)
      case maxPool(Pool)
      case averagePool(Pool)
      case dense(Int)
      case dropout(Double)
    }

    package enum Padding: Sendable, Equatable {
      /// As much as keeps the image's size.
      case same
      case zeros(Int)
    }

    package struct Conv: Sendable, Equatable {
      package var filters = 1
      package var size = 1
      package var stride = 1
      package var padding = Padding.zeros(0)

      package init() {}
    }

    package struct Pool: Sendable, Equatable {
      package var size = 2
      /// nil: the size, so that windows do not overlap.
      package var stride: Int?

      package init() {}
    }

    /// Channels, height and width.
    package var image: [Int] = []
    package var layers: [Layer] = []
    package var activation = Activation.relu

    package init() {}
  }
}
