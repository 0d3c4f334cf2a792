import Determinism

@testable import WorkerProtocol

/// One of every message, with its frame's bytes as an independent program wrote them from the document.
enum Samples {
  static let digest = Digest(hex: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")!

  static let preparation = Preparation(dataset: [1, 2, 3], model: [4], training: [], seed: 42, parameters: 2)
  static let trained = TrainingReply(
    examples: 100, steps: 8, loss: 0.25, finite: true, seconds: 1.5, update: [0.125, -2])
  static let greeting = Greeting(
    host: "vm", pid: 4321, version: "0.1.0", blasLibrary: "/lib/libblas.so.3",
    blasConfiguration: "OpenBLAS 0.3.21",
    fingerprint: digest)

  static let requests: [(Request, String)] = [
    (
      .prepare(preparation),
      "2c000000012e0102790d223d73"
        + "0300000000000000010203" + "010000000000000004" + "0000000000000000" + "2a00000000000000"
        + "0200000000000000"
    ),
    (.setModel([0.5, -1]), "1000000002ae8ca2b4cf25c40c" + "02000000000000000000003f000080bf"),
    (
      .train(task: 7, round: 3, client: 5),
      "14000000034fde95ef1b79f20f" + "07000000" + "0300000000000000" + "0500000000000000"
    ),
    (
      .evaluate(task: 8, rows: 0..<256),
      "140000000434be759bd728bfef" + "08000000" + "0000000000000000" + "0001000000000000"
    ),
    (.finish, "00000000059ee06f8257b34f79"),
  ]

  static let replies: [(Reply, String)] = [
    (
      .greeting(greeting),
      "6f000000808235ea7cfa10bf0a"
        + "0200000000000000766d" + "e110000000000000" + "0500000000000000302e312e30"
        + "11000000000000002f6c69622f6c6962626c61732e736f2e33"
        + "0f000000000000004f70656e424c415320302e332e3231" + digest.hex
    ),
    (
      .prepared(dataDigest: digest, clients: 6),
      "2800000081532f0f00bed97298" + digest.hex + "0600000000000000"
    ),
    (
      .trained(task: 7, trained),
      "350000008370876cc4480598f4"
        + "07000000" + "6400000000000000" + "0800000000000000" + "000000000000d03f" + "01"
        + "000000000000f83f"
        + "02000000000000000000003e000000c0"
    ),
    (
      .evaluated(task: 8, evaluation: [9, 8]),
      "0e000000848a3ca8418d454e2f" + "08000000" + "02000000000000000908"
    ),
    (
      .failed(message: "no data", help: "check the path"),
      "26000000ffb28b332d13380d75" + "07000000000000006e6f2064617461" + "01"
        + "0e00000000000000636865636b207468652070617468"
    ),
  ]

  /// Both sides of a whole conversation, each in the order it says it.
  static let conversation: (requests: [Request], replies: [Reply]) = (
    requests.map(\.0), replies.dropLast().map(\.0)
  )

  static func greeted() throws -> CoordinatorConnection {
    var connection = CoordinatorConnection()
    _ = try connection.receive(GreetingLine.bytes + Reply.greeting(greeting).encoded())
    return connection
  }

  /// A coordinator's end that has asked for what ``conversation`` answers.
  static func asked() throws -> CoordinatorConnection {
    var connection = try greeted()
    for request in conversation.requests { try connection.sent(request) }
    return connection
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
