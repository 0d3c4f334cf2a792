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
      "360000000000000001d237fa1ede2c3eec28708650"
        + "0300000000000000010203" + "010000000000000004" + "0000000000000000" + "2a00000000000000" + "01"
        + "0200000000000000" + "0000000000000000" + "00"
    ),
    (.setModel, model, "00000000020000000282bbbe111eaca2a4edb6f506" + "0000003f000080bf"),
    (
      .train(task: 7, round: 3, client: 5), [],
      "140000000000000003b0e071209fe25d5ca9b5a27f" + "07000000" + "0300000000000000" + "0500000000000000"
    ),
    (
      .evaluate(task: 8, rows: 0..<256), [],
      "140000000000000004df6fb8e7660413aa6cc25f9d" + "08000000" + "0000000000000000" + "0001000000000000"
    ),
    (.finish, [], "000000000000000005c164c0ff550000f647abd979"),
  ]

  static let resident: Preparation = {
    var resident = preparation
    resident.resident = ResidentShare(
      layout: [9, 9], clients: [ResidentShare.Client(client: 3, path: "/d")])
    return resident
  }()
  static let challenge = [UInt8](100..<132)
  static let challenging: Preparation = {
    var challenging = preparation
    challenging.challenge = challenge
    return challenging
  }()

  /// Those that are no part of the conversation.
  static let otherRequests: [(request: Request, floats: [Float], hex: String)] = [
    (
      .prepare(challenging), [],
      "560000000000000001fb75095ef8ed8ed4aad4450a"
        + "0300000000000000010203" + "010000000000000004" + "0000000000000000" + "2a00000000000000" + "01"
        + "0200000000000000" + "2000000000000000" + challenge.hex + "00"
    ),
    (.relay, [], "000000000000000006c96d5794890470eefa5cb23b"),
    (
      .probe(Probe(files: ["/a", "/b"])), [],
      "1c0000000000000007cde20a4b9e506139e581c4c9" + "0200000000000000" + "02000000000000002f61"
        + "02000000000000002f62"
    ),
    (
      .prepare(resident), [],
      "5a0000000000000001210739ae2842870433345917"
        + "0300000000000000010203" + "010000000000000004" + "0000000000000000" + "2a00000000000000" + "01"
        + "0200000000000000" + "0000000000000000" + "01" + "02000000000000000909" + "0100000000000000"
        + "0300000000000000" + "02000000000000002f64"
    ),
    (
      .survey(Survey(recipe: [1, 2], client: 4, path: "/d")), [],
      "1d0000000000000008b9e962495a2339136a041c57" + "02000000000000000102" + "0400000000000000"
        + "02000000000000002f64" + "00"
    ),
    (
      .survey(
        Survey(
          recipe: [1, 2], client: 4, path: "/d",
          deviations: Survey.Deviations(digest: digest, means: [0.5]))), [],
      "4d000000000000000866fafc43199c755b87d62ae1" + "02000000000000000102" + "0400000000000000"
        + "02000000000000002f64" + "01"
        + digest.hex + "0100000000000000" + "000000000000e03f"
    ),
  ]

  static let replies: [(reply: Reply, floats: [Float], hex: String)] = [
    (
      .greeting(greeting), [],
      "1f000000000000008049548e2acaf6e86823293ea3" + "0200000000000000766d" + "e110000000000000"
        + "0500000000000000302e312e30"
    ),
    (
      .prepared(readiness), [],
      "7b0000000000000081514572872978eac82b302cad" + digest.hex + "0600000000000000" + digest.hex
        + "0111000000000000002f6c69622f6c6962626c61732e736f2e33"
        + "010f000000000000004f70656e424c415320302e332e3231" + "00"
    ),
    (
      .trained(task: 7, trained), update,
      "2500000002000000837ea65a1fa712c3285a55e1ed" + "07000000" + "6400000000000000" + "0800000000000000"
        + "000000000000d03f" + "01" + "000000000000f83f" + "0000003e000000c0"
    ),
    (
      .evaluated(task: 8, evaluation: [9, 8]), [],
      "0e00000000000000841bf42c7fae041ee2ebf6855a" + "08000000" + "02000000000000000908"
    ),
    (
      .failed(message: "no data", help: "check the path"), [],
      "2600000000000000ff7a67fb01320b669462253d60" + "07000000000000006e6f2064617461" + "01"
        + "0e00000000000000636865636b207468652070617468"
    ),
    (
      .prepared(portable), [],
      "4b0000000000000081d8383760d3df44fb0b750c95" + digest.hex + "0600000000000000" + digest.hex + "000000"
    ),
    (.alive, [], "000000000000000082120814bb227f496b315c7a48"),
    (.surveyed([7, 8]), [], "0a00000000000000881f880839b46d22051985c26f" + "02000000000000000708"),
    (
      .probed(facts), [],
      "f10000000000000087e92d9c3d11d185f932ccf236" + "0500000000000000302e312e30" + digest.hex + "01"
        + key.publicKey.hex
        + "00" + "0200000000000000" + "0000000002000000" + "000000000000f83f" + "040000000000000045505943"
        + "00"
        + "0107000000000000006e6f20424c4153" + digest.hex + "00" + "0200000000000000" + "02000000000000002f61"
        + "01" + digest.hex + "00" + "02000000000000002f62" + "00" + "010400000000000000676f6e65"
    ),
  ]

  static let key = SigningKey(seed: [UInt8](0..<32))
  static let facts = Facts(
    version: "0.1.0", program: digest, key: key.publicKey.hex, cores: 2, memory: 8 << 30, clock: 1.5,
    cpu: "EPYC",
    blas: nil, blasTrouble: "no BLAS", fingerprint: digest, blasFingerprint: nil,
    files: [
      FileFacts(path: "/a", digest: digest, trouble: nil),
      FileFacts(path: "/b", digest: nil, trouble: "gone"),
    ])

  /// The answers to `requests` where `prepare` had the challenge, signed with `key`.
  static let signedReplies: [(reply: Reply, floats: [Float], hex: String)] = {
    var signed = readiness
    signed.key = key.publicKey
    return [
      (
        .prepared(signed), [],
        "db0000000000000081610cedc5f3bc3528b41c0379000102030405060708090a0b0c0d0e0f101112131415161718191a1b"
          + "1c1d1e1f0600000000000000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f01"
          + "11000000000000002f6c69622f6c6962626c61732e736f2e33010f000000000000004f70656e424c415320302e"
          + "332e32310103a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8627b024305d91741"
          + "d0e1704db60040bc8fdc599a86f7b4fdc6fa095b8babf0589fc0158517c6af455b12119e2e1d60ef0c8b6b5e19"
          + "53be46a0256d58b7640b07"
      ),
      (
        .trained(task: 7, trained), update,
        "650000000200000083ff2c700009ed4a0826f0283e0700000064000000000000000800000000000000000000000000d03f"
          + "01000000000000f83fb92a22d4358dc1bfd8ab615ae148c50995e31a8acd5f810e2bdcc6949620a5b891785bc0"
          + "8b227e5cacf317abe55a36427a0710d0f431570046dad73b218df8070000003e000000c0"
      ),
      (
        .evaluated(task: 8, evaluation: [9, 8]), [],
        "4e0000000000000084be64b0aac608d21a7fcb597e0800000002000000000000000908d03d22efbc40932afc21535ed1a1"
          + "fcc2895df9799f355c8b4b930905ff635233695aa71fd36e1a0678b30b9bc71d06f6f5e133a2d51a91fd256025"
          + "36d1beb807"
      ),
    ]
  }()

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
