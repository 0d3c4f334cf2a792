package import Determinism

/// What a worker answers. Answers come in the order of the requests.
package enum Reply: Sendable, Equatable {
  /// The first message of every worker, unasked.
  case greeting(Greeting)
  case prepared(Readiness)
  /// The floats that follow are the update: the trained model minus the model it started from.
  case trained(task: UInt32, TrainingReply)
  /// The evaluation's canonical bytes.
  case evaluated(task: UInt32, evaluation: [UInt8])
  /// The worker cannot go on, and ends; instead of any other answer.
  case failed(message: String, help: String?)
  /// A sign of life, unasked: the worker works, though it had nothing else to say for a while.
  case alive
  /// Answers ``Request/probe(_:)``.
  case probed(Facts)
  /// Answers ``Request/survey(_:)``, in canonical bytes that only the coordinator opens.
  case surveyed([UInt8])
}

/// Who a worker is.
package struct Greeting: Sendable, Equatable {
  package var host: String
  package var pid: Int
  /// Of the program, not of the protocol.
  package var version: String

  package init(host: String, pid: Int, version: String) {
    self.host = host
    self.pid = pid
    self.version = version
  }
}

/// What a worker prepared, and how it computes.
package struct Readiness: Sendable, Equatable {
  /// Over the digests of the source files, in order.
  package var dataDigest: Digest
  /// How many clients the data was partitioned into.
  package var clients: Int
  /// Of what its kernels return for fixed inputs; the same in all workers of a run.
  package var fingerprint: Digest
  /// Where products are BLAS's: the library's file, and what it says of itself.
  package var blasLibrary: String?
  package var blasConfiguration: String?
  /// Under which the answers are signed, from this one on; nil when there was no challenge. The worker's connection
  /// fills it in.
  package var key: PublicKey?

  package init(
    dataDigest: Digest, clients: Int, fingerprint: Digest, blasLibrary: String?, blasConfiguration: String?,
    key: PublicKey? = nil
  ) {
    self.dataDigest = dataDigest
    self.clients = clients
    self.fingerprint = fingerprint
    self.blasLibrary = blasLibrary
    self.blasConfiguration = blasConfiguration
    self.key = key
  }
}

/// What one client's training gave.
package struct TrainingReply: Sendable, Equatable {
  /// Row visits: rows times epochs.
  package var examples: Int
  package var steps: Int
  /// The mean loss over the row visits; finite when ``finite`` is true.
  package var loss: Double
  /// Whether neither the loss nor any parameter became NaN or infinite.
  package var finite: Bool
  /// Wall-clock time of the training alone.
  package var seconds: Double

  package init(examples: Int, steps: Int, loss: Double, finite: Bool, seconds: Double) {
    self.examples = examples
    self.steps = steps
    self.loss = loss
    self.finite = finite
    self.seconds = seconds
  }
}

extension Reply {
  static let preparedKind: UInt8 = 0x81

  var name: String {
    switch self {
    case .greeting: "greeting"
    case .prepared: "prepared"
    case .trained: "trained"
    case .evaluated: "evaluated"
    case .failed: "failed"
    case .alive: "alive"
    case .probed: "probed"
    case .surveyed: "surveyed"
    }
  }

  /// That of the request it answers, plus 0x80; `set-model` has no answer and lends its number to `alive`.
  var kind: UInt8 {
    switch self {
    case .greeting: 0x80
    case .prepared: Self.preparedKind
    case .trained: 0x83
    case .evaluated: 0x84
    case .failed: 0xff
    case .alive: 0x82
    case .probed: 0x87
    case .surveyed: 0x88
    }
  }

  /// The bytes of its frame that go before the floats, which only `trained` has.
  package func encoded(floats: UnsafeBufferPointer<Float> = .none) -> [UInt8] {
    Frame.bytes(kind: kind, head: head, floats: floats)
  }

  var head: [UInt8] {
    var writer = CanonicalWriter()
    switch self {
    case .greeting(let greeting): greeting.encode(to: &writer)
    case .prepared(let readiness): readiness.encode(to: &writer)
    case .trained(let task, let training):
      writer.write(task)
      training.encode(to: &writer)
    case .evaluated(let task, let evaluation):
      writer.write(task)
      writer.write(evaluation)
    case .failed(let message, let help):
      writer.write(message)
      writer.write(help) { $0.write($1) }
    case .probed(let facts): facts.encode(to: &writer)
    case .surveyed(let findings): writer.write(findings)
    case .alive: break
    }
    return writer.bytes
  }

  init(_ frame: Frame) throws(ProtocolError) {
    switch frame.kind {
    case 0x80:
      self = try frame.decoded(as: "greeting") { (r) throws(CanonicalError) in
        .greeting(try Greeting(from: &r))
      }
    case Self.preparedKind:
      self = try frame.decoded(as: "prepared") { (r) throws(CanonicalError) in
        .prepared(try Readiness(from: &r))
      }
    case 0x82:
      self = try frame.decoded(as: "alive") { (_) throws(CanonicalError) in .alive }
    case 0x83:
      self = try frame.decoded(as: "trained") { (r) throws(CanonicalError) in
        .trained(task: try r.uint32(), try TrainingReply(from: &r))
      }
    case 0x84:
      self = try frame.decoded(as: "evaluated") { (r) throws(CanonicalError) in
        .evaluated(task: try r.uint32(), evaluation: try r.byteArray())
      }
    case 0x87:
      self = try frame.decoded(as: "probed") { (r) throws(CanonicalError) in .probed(try Facts(from: &r)) }
    case 0x88:
      self = try frame.decoded(as: "surveyed") { (r) throws(CanonicalError) in .surveyed(try r.byteArray()) }
    case 0xff:
      self = try frame.decoded(as: "failed") { (r) throws(CanonicalError) in
        .failed(
          message: try r.text(),
          help: try r.optionalText())
      }
    default: throw .unknownKind(frame.kind)
    }
  }
}

extension Greeting {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    writer.write(host)
    writer.write(pid)
    writer.write(version)
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    host = try reader.text()
    pid = try reader.natural("pid")
    version = try reader.text()
  }
}

extension Readiness {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    writer.write(dataDigest)
    writer.write(clients)
    writer.write(fingerprint)
    for text in [blasLibrary, blasConfiguration] { writer.write(text) { $0.write($1) } }
    writer.write(key?.bytes) { (w, bytes) in bytes.forEach { w.write($0) } }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    dataDigest = try reader.digest()
    clients = try reader.natural("clients")
    fingerprint = try reader.digest()
    blasLibrary = try reader.optionalText()
    blasConfiguration = try reader.optionalText()
    key = try reader.optional { (r) throws(CanonicalError) in try r.publicKey() }
  }
}

extension TrainingReply {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    writer.write(examples)
    writer.write(steps)
    writer.write(loss)
    writer.write(finite)
    writer.write(seconds)
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    examples = try reader.natural("examples")
    steps = try reader.natural("steps")
    let start = reader.position
    loss = try reader.double()
    finite = try reader.bool()
    if finite && !loss.isFinite { throw .invalid("loss", at: start) }
    seconds = try reader.seconds()
  }
}
