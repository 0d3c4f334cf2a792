package import Determinism

extension TrainingRecipe {
  package func encode(to writer: inout CanonicalWriter) {
    optimizer.encode(to: &writer)
    writer.write(learningRate)
    writer.write(weightDecay)
    schedule.encode(to: &writer)
    writer.write(warmUpRounds)
    writer.write(clipNorm) { $0.write($1) }
    writer.write(epochs)
    writer.write(batchSize)
    writer.write(shuffle)
  }

  /// Reads any numbers; ``validate()`` says whether they make sense.
  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    optimizer = try Optimizer(from: &reader)
    learningRate = try reader.float()
    weightDecay = try reader.float()
    schedule = try Schedule(from: &reader)
    warmUpRounds = try reader.int()
    clipNorm = try reader.optional { (reader) throws(CanonicalError) in try reader.float() }
    epochs = try reader.int()
    batchSize = try reader.int()
    shuffle = try reader.bool()
  }
}

extension TrainingRecipe.Optimizer {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .sgd(let momentum, let nesterov):
      writer.write(0 as UInt8)
      writer.write(momentum)
      writer.write(nesterov)
    case .adam(let beta1, let beta2, let epsilon):
      writer.write(1 as UInt8)
      for number in [beta1, beta2, epsilon] { writer.write(number) }
    case .adamw(let beta1, let beta2, let epsilon):
      writer.write(2 as UInt8)
      for number in [beta1, beta2, epsilon] { writer.write(number) }
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self = .sgd(momentum: try reader.float(), nesterov: try reader.bool())
    case 1: self = .adam(beta1: try reader.float(), beta2: try reader.float(), epsilon: try reader.float())
    case 2: self = .adamw(beta1: try reader.float(), beta2: try reader.float(), epsilon: try reader.float())
    default: throw .invalid("optimizer", at: start)
    }
  }
}

extension TrainingRecipe.Schedule {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .constant: writer.write(0 as UInt8)
    case .step(let every, let factor):
      writer.write(1 as UInt8)
      writer.write(every)
      writer.write(factor)
    case .cosine(let rounds, let end):
      writer.write(2 as UInt8)
      writer.write(rounds)
      writer.write(end)
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self = .constant
    case 1: self = .step(every: try reader.int(), factor: try reader.float())
    case 2: self = .cosine(rounds: try reader.int(), to: try reader.float())
    default: throw .invalid("schedule", at: start)
    }
  }
}
