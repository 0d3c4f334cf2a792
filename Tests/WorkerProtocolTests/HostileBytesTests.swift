import Determinism
import Testing

@testable import WorkerProtocol

/// Bytes that no good end would send: each must give an error, and none a crash or much memory.
struct HostileBytesTests {
  private func frame(_ kind: UInt8, _ body: (inout CanonicalWriter) -> Void) -> [UInt8] {
    Frame.bytes(kind: kind, payload: body)
  }

  private func workerError(_ bytes: [UInt8]) throws -> ProtocolError? {
    var worker = WorkerConnection()
    _ = try worker.send(.greeting(Samples.greeting))
    return protocolError { () throws(ProtocolError) in _ = try worker.receive(bytes) }
  }

  private func coordinatorError(_ bytes: [UInt8]) throws -> ProtocolError? {
    var coordinator = try Samples.asked()
    return protocolError { () throws(ProtocolError) in _ = try coordinator.receive(bytes) }
  }

  @Test func `a length beyond what can come is refused before anything is kept`() throws {
    let header: [UInt8] = [0xff, 0xff, 0xff, 0xff, 1] + Array(repeating: 0, count: 8)
    #expect(try workerError(header) == .frameTooLong(length: 4_294_967_295, limit: 16_777_216))
    #expect(try coordinatorError(header) == .frameTooLong(length: 4_294_967_295, limit: 16_777_224))
  }

  @Test func `text in the place of a frame is refused`() throws {
    #expect(
      try workerError(Array("Connection lost".utf8)) == .frameTooLong(length: 0x6e6e_6f43, limit: 16_777_216))
  }

  @Test(arguments: [0, 6, 0x42, 0x80, 0x82, 0xfe] as [UInt8])
  func `a kind that is no request is refused`(kind: UInt8) throws {
    #expect(try workerError(frame(kind) { _ in }) == .unknownKind(kind))
  }

  @Test(arguments: [0, 1, 5, 0x42, 0x82, 0x85, 0xfe] as [UInt8])
  func `a kind that is no reply is refused`(kind: UInt8) throws {
    #expect(try coordinatorError(frame(kind) { _ in }) == .unknownKind(kind))
  }

  @Test(arguments: [Int.max, 1 << 60, -1, Int.min, 3])
  func `a count that the payload cannot hold is refused`(count: Int) throws {
    #expect(
      try workerError(frame(2) { $0.write(count) }) == .malformed(message: "set-model", .truncated(at: 0)))
    #expect(
      try workerError(frame(1) { $0.write(count) }) == .malformed(message: "prepare", .truncated(at: 0)))
    let evaluated = frame(0x84) {
      $0.write(UInt32(1))
      $0.write(count)
    }
    #expect(try coordinatorError(evaluated) == .malformed(message: "evaluated", .truncated(at: 4)))
  }

  @Test func `numbers out of range are refused`() throws {
    func train(_ round: Int, _ client: Int) -> [UInt8] {
      Request.train(task: 1, round: round, client: client).encoded()
    }
    #expect(try workerError(train(-1, 0)) == .malformed(message: "train", .invalid("round", at: 4)))
    #expect(try workerError(train(0, .min)) == .malformed(message: "train", .invalid("client", at: 12)))
    func rows(_ lower: Int, _ upper: Int) -> [UInt8] {
      frame(4) {
        $0.write(UInt32(1))
        $0.write(lower)
        $0.write(upper)
      }
    }
    #expect(try workerError(rows(-1, 5)) == .malformed(message: "evaluate", .invalid("rows", at: 4)))
    #expect(try workerError(rows(6, 5)) == .malformed(message: "evaluate", .invalid("rows", at: 4)))
    #expect(try workerError(rows(.max, .min)) == .malformed(message: "evaluate", .invalid("rows", at: 4)))
  }

  @Test(arguments: [
    (Double.nan, 0, "loss", 20), (.infinity, 0, "loss", 20), (0, -1, "seconds", 29), (0, .nan, "seconds", 29),
  ])
  func `a trained reply that contradicts itself is refused`(
    loss: Double, seconds: Double, what: String, place: Int
  ) throws {
    var training = Samples.trained
    (training.loss, training.seconds) = (loss, seconds)
    let error = try coordinatorError(Reply.trained(task: 7, training).encoded())
    #expect(error == .malformed(message: "trained", .invalid(what, at: place)))
  }

  @Test func `a loss that is not finite is fine when it is said`() throws {
    var coordinator = try Samples.asked()
    var training = Samples.trained
    (training.loss, training.finite) = (.infinity, false)
    let replies = [Samples.conversation.replies[1], .trained(task: 7, training)]
    #expect(try coordinator.receive(replies.flatMap { $0.encoded() }) == replies)
  }

  @Test func `every message cut short or with a byte too many is refused`() throws {
    for (bytes, isRequest) in Samples.requests.map({ ($0.0.encoded(), true) })
      + Samples.replies.map({ ($0.0.encoded(), false) })
    {
      let payload = Array(bytes[Frame.headerSize...])
      for variant in (0..<payload.count).map({ Array(payload[..<$0]) }) + [payload + [0]] {
        let broken = frame(bytes[4]) { writer in variant.forEach { writer.write($0) } }
        let error = try isRequest ? workerError(broken) : coordinatorError(broken)
        guard case .malformed = error else {
          Issue.record("kind \(bytes[4]) of \(variant.count) bytes gave \(String(describing: error))")
          continue
        }
      }
    }
  }

  @Test func `any flipped bit is noticed`() throws {
    let stream = Samples.conversation.replies.dropFirst().flatMap { $0.encoded() }
    for bit in 0..<8 * stream.count {
      var damaged = stream
      damaged[bit / 8] ^= 1 << (bit % 8)
      var coordinator = try Samples.asked()
      let error = protocolError { () throws(ProtocolError) in
        _ = try coordinator.receive(damaged)
        // A length that grew leaves the reader waiting.
        try coordinator.end()
      }
      #expect(error != nil, "bit \(bit)")
    }
  }

  @Test func `random damage never crashes and never passes as other messages`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = RandomStream(seed: seed, purpose: .shuffle)
    let (requests, replies) = Samples.conversation
    for _ in 0..<2_000 {
      var coordinator = try Samples.asked()
      let fromWorker = try? coordinator.receive(
        mutated(replies.dropFirst().flatMap { $0.encoded() }, &random))
      #expect(replies.dropFirst().starts(with: fromWorker ?? []), "seed \(seed)")
      var worker = WorkerConnection()
      _ = try worker.send(replies[0])
      let fromCoordinator = try? worker.receive(mutated(requests.flatMap { $0.encoded() }, &random))
      #expect(requests.starts(with: fromCoordinator ?? []), "seed \(seed)")
    }
  }

  /// Changes, removes or inserts up to eight bytes in a row.
  private func mutated(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    let start = random.below(bytes.count)
    let end = min(bytes.count, start + random.below(8))
    let other = (0..<random.below(8)).map { _ in UInt8(random.below(256)) }
    bytes.replaceSubrange(start..<end, with: other)
    return bytes
  }
}
