import Foundation
import Synchronization
import Testing
import WorkerProtocol

@testable import Launching

/// The relay itself, between pipes, with programs of this machine as workers.
@Suite(.timeLimit(.minutes(1)))
struct RelayServiceTests {
  @Test func `each worker gets its own bytes, though another does not read`() throws {
    let far = try FarEnd(
      "read -r line; case $line in sleep) exec sleep 1000;; *) echo $line; exec cat;; esac")
    let large = [UInt8](repeating: 7, count: 9_000_000)
    try far.say(.start(worker: 1), .data(worker: 1, Array("sleep\n".utf8)[...]), .data(worker: 1, large[...]))
    try far.say(.start(worker: 2), .data(worker: 2, Array("echo\n".utf8)[...]), .data(worker: 2, large[...]))
    var heard: [UInt8] = []
    while heard.count < large.count + 5 {
      for case .data(2, let bytes) in try far.hear() { heard += bytes }
    }
    #expect(heard == Array("echo\n".utf8) + large)
    #expect(far.end() == nil)
  }

  @Test func `the end of a worker is told, after its last words`() throws {
    let far = try FarEnd("printf goodbye; echo 'no more' >&2; exit 3")
    try far.say(.start(worker: 5))
    var messages: [RelayMessage] = []
    while messages.count < 2 { messages += try far.hear() }
    #expect(
      messages == [
        .data(worker: 5, Array("goodbye".utf8)[...]), .ended(worker: 5, reason: "exit 3: no more"),
      ])
    // What is for it now is dropped.
    try far.say(.data(worker: 5, [1, 2, 3]), .stop(worker: 5))
    #expect(far.end() == nil)
  }

  @Test func `a program that cannot be started is told of`() throws {
    let far = try FarEnd(command: ["/nonexistent/worker"])
    try far.say(.start(worker: 1))
    var messages: [RelayMessage] = []
    while messages.isEmpty { messages += try far.hear() }
    #expect(
      messages == [
        .ended(worker: 1, reason: "/nonexistent/worker cannot be started: No such file or directory")
      ])
    #expect(far.end() == nil)
  }

  @Test func `a coordinator that cannot be understood ends it with its workers`() throws {
    for (bytes, error) in [
      (Array("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".utf8), ProtocolError.damaged(length: 25)),
      (
        RelayMessage.ended(worker: 1, reason: "").encoded,
        .unexpected(message: "ended", "only a relay gives it")
      ),
      (
        RelayMessage.start(worker: 1).encoded,
        .unexpected(message: "start", "worker 1 was started before")
      ),
    ] {
      let far = try FarEnd("echo $$; exec sleep 1000")
      try far.say(.start(worker: 1))
      var said: [UInt8] = []
      while said.last != UInt8(ascii: "\n") {
        for case .data(1, let more) in try far.hear() { said += more }
      }
      try far.say(bytes)
      #expect(far.end() == error)
      waitForEnd(of: try #require(Int(String(decoding: said.dropLast(), as: UTF8.self))))
    }
  }
}

/// A relay on a thread of its own, and the coordinator's end of its streams.
private final class FarEnd: Sendable {
  private let input: Int32
  private let output: Int32
  private let hasEnded = DispatchSemaphore(value: 0)
  private let error = Mutex<ProtocolError?>(nil)
  private let connection = Mutex(RelayConnection())

  convenience init(_ script: String) throws { try self.init(command: ["/bin/sh", "-c", script]) }

  init(command: [String]) throws {
    let (down, up) = (try Launching.Pipe(), try Launching.Pipe())
    (input, output) = (down.writing, up.reading)
    Thread.detachNewThread { [self] in
      var relay = Relay(command: command, input: down.reading, output: up.writing, grace: 100)
      do throws(ProtocolError) {
        try relay.run([])
      } catch {
        self.error.withLock { $0 = error }
      }
      for end in [down.reading, up.writing] { close(end) }
      hasEnded.signal()
    }
    _ = try connection.withLock { try $0.receive(Array("MUSTER-WORKER/\(WorkerConnection.version)\n".utf8)) }
  }

  /// To be called once.
  func end() -> ProtocolError? {
    close(input)
    defer { close(output) }
    hasEnded.wait()
    return error.withLock { $0 }
  }

  func say(_ messages: RelayMessage...) throws { try say(messages.flatMap(\.encoded)) }

  func say(_ bytes: [UInt8]) throws {
    #expect(write(input, bytes, bytes.count) == bytes.count)
  }

  func hear() throws -> [RelayMessage] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(output, &bytes, bytes.count)
    guard count > 0 else { throw LaunchError("the relay is gone") }
    return try connection.withLock { try $0.receive(Array(bytes[..<count])) }
  }
}
