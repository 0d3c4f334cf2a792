import Determinism

/// What a coordinator asks of a worker. A worker handles requests strictly in order.
package enum Request: Sendable, Equatable {
  /// Read the data and get ready to train; once, before all else. Answered by ``Reply/prepared(_:)``.
  case prepare(Preparation)
  /// The floats that follow are the global model of every later ``train(task:round:client:)`` and
  /// ``evaluate(task:rows:)``. Not answered.
  case setModel
  /// Train one client for one round from the model last set.
  case train(task: UInt32, round: Int, client: Int)
  /// Score the model last set on these rows of the test set.
  case evaluate(task: UInt32, rows: Range<Int>)
  /// There is nothing more to do: the worker answers what was asked before, and ends.
  case finish
  /// Become a relay: what follows, both ways, is no frame any more but passes between the coordinator and workers
  /// that the relay starts beside itself. Comes first or not at all. Not answered.
  case relay
  /// Tell of yourself, your machine and these files; before `prepare`, and needs none. Answered by
  /// ``Reply/probed(_:)``.
  case probe(Probe)
  /// Look at a client's file, of which no row may leave the host; before `prepare`. Answered by ``Reply/surveyed(_:)``.
  case survey(Survey)
}

/// What a worker must know before it can train. The three recipes are canonical bytes that only the worker opens.
package struct Preparation: Sendable, Equatable {
  /// How many bytes a challenge has, if there is one.
  package static let challengeSize = 32

  package var dataset: [UInt8]
  /// Where the data lies with its owners: what of it lies here.
  package var resident: ResidentShare?
  package var model: [UInt8]
  package var training: [UInt8]
  package var seed: UInt64
  /// Which arithmetic to use, as the kernel numbers them.
  package var numerics: UInt8
  /// How many parameters the model has: the length of every model and update that follows.
  package var parameters: Int
  /// Random bytes, never used before, over which the answers are signed; when there are none, nothing is signed.
  package var challenge: [UInt8]

  package init(
    dataset: [UInt8], model: [UInt8], training: [UInt8], seed: UInt64, numerics: UInt8, parameters: Int,
    challenge: [UInt8] = [], resident: ResidentShare? = nil
  ) {
    self.dataset = dataset
    self.model = model
    self.training = training
    self.seed = seed
    self.numerics = numerics
    self.parameters = parameters
    self.challenge = challenge
    self.resident = resident
  }
}

extension Request {
  var name: String {
    switch self {
    case .prepare: "prepare"
    case .setModel: "set-model"
    case .train: "train"
    case .evaluate: "evaluate"
    case .finish: "finish"
    case .relay: "relay"
    case .probe: "probe"
    case .survey: "survey"
    }
  }

  var kind: UInt8 {
    switch self {
    case .prepare: 0x01
    case .setModel: 0x02
    case .train: 0x03
    case .evaluate: 0x04
    case .finish: 0x05
    case .relay: 0x06
    case .probe: 0x07
    case .survey: 0x08
    }
  }

  /// The bytes of its frame that go before the floats, which only `setModel` has.
  package func encoded(floats: UnsafeBufferPointer<Float> = .none) -> [UInt8] {
    var head = CanonicalWriter()
    encode(to: &head)
    return Frame.bytes(kind: kind, head: head.bytes, floats: floats)
  }

  private func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .prepare(let preparation): preparation.encode(to: &writer)
    case .train(let task, let round, let client):
      writer.write(task)
      writer.write(round)
      writer.write(client)
    case .evaluate(let task, let rows):
      writer.write(task)
      writer.write(rows.lowerBound)
      writer.write(rows.upperBound)
    case .probe(let probe): probe.encode(to: &writer)
    case .survey(let survey): survey.encode(to: &writer)
    case .setModel, .finish, .relay: break
    }
  }

  init(_ frame: Frame) throws(ProtocolError) {
    switch frame.kind {
    case 0x01:
      self = try frame.decoded(as: "prepare") { (r) throws(CanonicalError) in
        .prepare(try Preparation(from: &r))
      }
    case 0x02:
      self = try frame.decoded(as: "set-model") { (_) throws(CanonicalError) in .setModel }
    case 0x03:
      self = try frame.decoded(as: "train") { (r) throws(CanonicalError) in
        .train(task: try r.uint32(), round: try r.natural("round"), client: try r.natural("client"))
      }
    case 0x04:
      self = try frame.decoded(as: "evaluate") { (r) throws(CanonicalError) in
        .evaluate(task: try r.uint32(), rows: try r.range("rows"))
      }
    case 0x05:
      self = try frame.decoded(as: "finish") { (_) throws(CanonicalError) in .finish }
    case 0x06:
      self = try frame.decoded(as: "relay") { (_) throws(CanonicalError) in .relay }
    case 0x07:
      self = try frame.decoded(as: "probe") { (r) throws(CanonicalError) in .probe(try Probe(from: &r)) }
    case 0x08:
      self = try frame.decoded(as: "survey") { (r) throws(CanonicalError) in .survey(try Survey(from: &r)) }
    default: throw .unknownKind(frame.kind)
    }
  }
}

extension Preparation {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    writer.write(dataset)
    writer.write(model)
    writer.write(training)
    writer.write(seed)
    writer.write(numerics)
    writer.write(parameters)
    writer.write(challenge)
    writer.write(resident) { $1.encode(to: &$0) }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    dataset = try reader.byteArray()
    model = try reader.byteArray()
    training = try reader.byteArray()
    seed = try reader.uint64()
    numerics = try reader.byte()
    parameters = try reader.natural("parameters")
    let start = reader.position
    challenge = try reader.byteArray()
    guard challenge.isEmpty || challenge.count == Self.challengeSize else {
      throw .invalid("challenge", at: start)
    }
    resident = try reader.optional { (r) throws(CanonicalError) in try ResidentShare(from: &r) }
  }
}
