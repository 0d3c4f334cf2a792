import Determinism
import Testing

@testable import WorkerProtocol

/// The chunks in which the streams of many workers share one stream.
struct RelayTests {
  private static let messages: [RelayMessage] = [
    .start(worker: 1), .start(worker: 7_000_000_000), .data(worker: 1, Array("abc".utf8)[...]),
    .stop(worker: 0), .data(worker: 2, []), .ended(worker: 2, reason: ""),
    .ended(worker: 1, reason: "exit 1: kein Platz für 1 µs"),
  ]

  /// The header by hand: kind, worker, length, and the checksum of these 17 bytes as the reference's XXH64 gives it.
  @Test func `a chunk is laid out as documented`() {
    let fields: [UInt8] = [3, 5, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    let sum: [UInt8] = [0x16, 0xbe, 0x04, 0x79, 0x49, 0x84, 0x4b, 0xca]
    #expect(RelayMessage.data(worker: 261, [0xaa, 0xbb]).encoded == fields + sum + [0xaa, 0xbb])
  }

  @Test func `what is sent arrives, however it is chopped`() throws {
    let bytes = Self.messages.flatMap(\.encoded)
    let expected = Self.messages.filter { $0 != .data(worker: 2, []) }
    for size in [1, 2, 7, 24, 25, 26, 1000] {
      #expect(joined(try read(bytes, pieces: size)) == expected)
    }
  }

  @Test func `a reason is cut and never too long`() throws {
    let reason = String(repeating: "ä", count: 3000)
    let message = try #require(
      try read(RelayMessage.ended(worker: 1, reason: reason).encoded, pieces: 99).first)
    #expect(message == .ended(worker: 1, reason: String(repeating: "ä", count: 2048)))
  }

  @Test func `nothing in a reason steers a terminal or turns the way it is read`() throws {
    let reason = "\u{1b}[2Jexit 1:\n\u{202e}ä\u{2066}\u{2028}\u{9b}1 µs"
    let read = try read(RelayMessage.ended(worker: 1, reason: reason).encoded, pieces: 3)
    #expect(read == [.ended(worker: 1, reason: "?[2Jexit 1:??ä???1 µs")])
  }

  @Test func `data passes through and is not gathered`() throws {
    var reader = RelayReader()
    var header = RelayMessage.header(ofData: .max, worker: 3)[...]
    #expect(try reader.next(&header) == nil)
    for count in [1, 100_000, 3] {
      var bytes = [UInt8](repeating: 9, count: count)[...]
      #expect(try reader.next(&bytes) == .data(worker: 3, [UInt8](repeating: 9, count: count)[...]))
      #expect(try reader.next(&bytes) == nil)
    }
  }

  @Test func `a header that cannot be is refused`() {
    #expect(failure(chunk(9, 1, 0)) == .unknownKind(9))
    #expect(failure(chunk(3, -1, 0)) == .malformed(message: "chunk", .invalid("number", at: 1)))
    #expect(failure(chunk(3, 1, -1)) == .malformed(message: "chunk", .invalid("number", at: 1)))
    #expect(failure(chunk(1, 1, 1)) == .frameTooLong(length: 1, limit: 0))
    #expect(failure(chunk(4, 1, 1 << 60)) == .frameTooLong(length: 1 << 60, limit: 4096))
    #expect(failure(Array("bash: warning: something is odd\n".utf8)) == .damaged(length: 25))
  }

  @Test func `every flipped bit of a header is noticed`() {
    let header = RelayMessage.header(ofData: 1000, worker: 12)
    for bit in 0..<(8 * header.count) {
      var damaged = header
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(failure(damaged) == .damaged(length: 25), "bit \(bit)")
    }
  }

  @Test func `a relay's end of the stream begins with noise, a greeting and its answer`() throws {
    let greeting = Reply.greeting(Greeting(host: "h", pid: 3, version: "1")).encoded()
    let start = Array("Welcome!\n".utf8) + GreetingLine.bytes + greeting + Reply.alive.encoded()
    let stream = start + RelayConnection.answer + RelayMessage.ended(worker: 4, reason: "exit 1").encoded
    for size in [1, 5, 1000] {
      var connection = RelayConnection()
      var messages: [RelayMessage] = []
      for piece in pieces(stream, of: size) { messages += try connection.receive(Array(piece)) }
      #expect(messages == [.ended(worker: 4, reason: "exit 1")])
      #expect(connection.isOpen)
    }
    var connection = RelayConnection()
    _ = try connection.receive(start)
    #expect(!connection.isOpen)
  }

  @Test func `a worker of another protocol is no relay`() {
    var connection = RelayConnection()
    #expect(throws: ProtocolError.version(theirs: "2", ours: GreetingLine.version)) {
      _ = try connection.receive(Array("MUSTER-WORKER/2\n".utf8))
    }
    #expect(throws: ProtocolError.noGreeting(bytes: 0, sample: "")) { try RelayConnection().end() }
  }

  @Test func `a relay does not give orders`() throws {
    var connection = RelayConnection()
    _ = try connection.receive(GreetingLine.bytes + RelayConnection.answer)
    #expect(throws: ProtocolError.unexpected(message: "stop", "only a relay takes it")) {
      _ = try connection.receive(RelayMessage.stop(worker: 1).encoded)
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `any bytes give messages or an error`(seed: UInt64) {
    var random = SplitMix(seed)
    var bytes: [UInt8] = []
    for _ in 0..<random.next(20) {
      switch random.next(4) {
      case 0: bytes += Self.messages[random.next(Self.messages.count)].encoded
      case 1: bytes += chunk(UInt8(random.next(6)), random.next(4), random.next(5000))
      case 2: bytes += (0..<random.next(60)).map { _ in UInt8(random.next(256)) }
      default: if !bytes.isEmpty { bytes[random.next(bytes.count)] ^= 1 << UInt8(random.next(8)) }
      }
    }
    let whole = outcome(bytes, pieces: max(1, bytes.count))
    let chopped = outcome(bytes, pieces: 1 + random.next(40))
    #expect(whole.messages == chopped.messages && whole.error == chopped.error, "seed \(seed)")
  }

  // MARK: -

  /// A header as it should be, though what it says may not be.
  private func chunk(_ kind: UInt8, _ worker: Int, _ length: Int) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(kind)
    writer.write(worker)
    writer.write(length)
    writer.write(writer.bytes.withUnsafeBytes { xxHash64($0, seed: 0) })
    return writer.bytes
  }

  private func pieces(_ bytes: [UInt8], of size: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
  }

  private func outcome(
    _ bytes: [UInt8], pieces size: Int
  ) -> (messages: [RelayMessage], error: ProtocolError?) {
    var reader = RelayReader()
    var messages: [RelayMessage] = []
    do throws(ProtocolError) {
      for var piece in pieces(bytes, of: size) {
        while let message = try reader.next(&piece) { messages.append(message) }
      }
      return (joined(messages), nil)
    } catch {
      return (joined(messages), error)
    }
  }

  private func read(_ bytes: [UInt8], pieces size: Int) throws -> [RelayMessage] {
    let (messages, error) = outcome(bytes, pieces: size)
    if let error { throw error }
    return messages
  }

  private func failure(_ bytes: [UInt8]) -> ProtocolError? { outcome(bytes, pieces: 10).error }

  /// With pieces of one worker's data in a row as one.
  private func joined(_ messages: [RelayMessage]) -> [RelayMessage] {
    messages.reduce(into: []) { joined, message in
      if case .data(let worker, let more) = message, case .data(worker, let bytes)? = joined.last {
        joined[joined.count - 1] = .data(worker: worker, bytes + more)
      } else {
        joined.append(message)
      }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(bound))
  }
}
