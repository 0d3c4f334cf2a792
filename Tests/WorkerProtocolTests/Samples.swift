import Determinism

@testable import WorkerProtocol

/// One of every message, with its frame's bytes as an independent program wrote them from the document.
enum Samples {
  static let digest = Digest(hex: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")!

  static let preparation = Preparation(
    dataset: [1, 2, 3], model: [4], training: [], seed: 42, numerics: 1, parameters: 2)
  static let model: [Float] = [0.5, -1]
  static let trained = TrainingReply(examples: 100, steps: 8, loss: 0.25, finite: true, seconds: 1.5)
  static let update: [Float] = [0.125, -2]
  static let greeting = Greeting(host: "vm", pid: 4321, version: "0.1.0")
  static let readiness = Readiness(
    dataDigest: digest, clients: 6, fingerprint: digest, blasLibrary: "/lib/libblas.so.3",
    blasConfiguration: "OpenBLAS 0.3.21")
  static let portable = Readiness(
    dataDigest: digest, clients: 6, fingerprint: digest, blasLibrary: nil, blasConfiguration: nil)

  static let requests: [(request: Request, floats: [Float], hex: String)] = [
    (
      .prepare(preparation), [],
      "2d00000000000000017c610240fabcf6e8"
        + "0300000000000000010203" + "010000000000000004" + "0000000000000000" + "2a00000000000000" + "01"
        + "0200000000000000"
    ),
    (.setModel, model, "0000000002000000021eaca2a4edb6f506" + "0000003f000080bf"),
    (
      .train(task: 7, round: 3, client: 5), [],
      "1400000000000000039fe25d5ca9b5a27f" + "07000000" + "0300000000000000" + "0500000000000000"
    ),
    (
      .evaluate(task: 8, rows: 0..<256), [],
      "140000000000000004660413aa6cc25f9d" + "08000000" + "0000000000000000" + "0001000000000000"
    ),
    (.finish, [], "000000000000000005550000f647abd979"),
  ]

  static let replies: [(reply: Reply, floats: [Float], hex: String)] = [
    (
      .greeting(greeting), [],
      "1f0000000000000080caf6e86823293ea3" + "0200000000000000766d" + "e110000000000000"
        + "0500000000000000302e312e30"
    ),
    (
      .prepared(readiness), [],
      "7a000000000000008154cb78835ebc5cb6" + digest.hex + "0600000000000000" + digest.hex
        + "0111000000000000002f6c69622f6c6962626c61732e736f2e33"
        + "010f000000000000004f70656e424c415320302e332e3231"
    ),
    (
      .trained(task: 7, trained), update,
      "250000000200000083a712c3285a55e1ed" + "07000000" + "6400000000000000" + "0800000000000000"
        + "000000000000d03f" + "01" + "000000000000f83f" + "0000003e000000c0"
    ),
    (
      .evaluated(task: 8, evaluation: [9, 8]), [],
      "0e0000000000000084ae041ee2ebf6855a" + "08000000" + "02000000000000000908"
    ),
    (
      .failed(message: "no data", help: "check the path"), [],
      "2600000000000000ff320b669462253d60" + "07000000000000006e6f2064617461" + "01"
        + "0e00000000000000636865636b207468652070617468"
    ),
    (
      .prepared(portable), [],
      "4a00000000000000814c2480c97daa8ecc" + digest.hex + "0600000000000000" + digest.hex + "0000"
    ),
  ]

  /// Both sides of a whole conversation, each in the order it says it.
  static let conversation = (requests: requests.map(\.request), replies: replies[..<4].map(\.reply))
  static let requestStream = requests.flatMap { frame($0.request, $0.floats) }
  /// From the answer to `prepare` on, which is what ``asked()`` waits for.
  static let replyStream = replies[1..<4].flatMap { frame($0.reply, $0.floats) }
  static let answers: [CoordinatorConnection.Answer] = replies[1..<4].map {
    .init(reply: $0.reply, update: $0.floats)
  }

  static func frame(_ request: Request, _ floats: [Float] = []) -> [UInt8] {
    floats.withUnsafeBufferPointer { request.encoded(floats: $0) } + floats.littleEndian
  }

  static func frame(_ reply: Reply, _ floats: [Float] = []) -> [UInt8] {
    floats.withUnsafeBufferPointer { reply.encoded(floats: $0) } + floats.littleEndian
  }

  static func greeted() throws -> CoordinatorConnection {
    var connection = CoordinatorConnection()
    _ = try connection.receive(GreetingLine.bytes + frame(.greeting(greeting)))
    return connection
  }

  /// A coordinator's end that has asked for what ``conversation`` answers.
  static func asked() throws -> CoordinatorConnection {
    var connection = try greeted()
    for (request, floats, _) in requests { try connection.sent(request, floats: floats.count) }
    return connection
  }

  static func greetedWorker() throws -> WorkerConnection {
    var worker = WorkerConnection()
    _ = try worker.send(.greeting(greeting))
    return worker
  }
}

extension [Float] {
  var littleEndian: [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}

extension WorkerConnection {
  /// What these bytes ask for, nothing of which is handled before the end.
  mutating func requests(in bytes: [UInt8]) throws(ProtocolError) -> [Request] {
    receive(bytes)
    var requests: [Request] = []
    while let request = try next() { requests.append(request) }
    return requests
  }

  mutating func send(_ reply: Reply, _ floats: [Float]) throws(ProtocolError) -> [UInt8] {
    try floats.withUnsafeBufferPointer { (floats) throws(ProtocolError) in try send(reply, floats: floats) }
      + floats.littleEndian
  }
}

/// The error that `body` throws.
func protocolError(_ body: () throws(ProtocolError) -> Void) -> ProtocolError? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
