import Determinism
import Testing

@testable import WorkerProtocol

struct GreetingLineTests {
  private func receive(_ text: String, then frame: [UInt8] = []) throws(ProtocolError) -> [Reply] {
    var connection = CoordinatorConnection()
    return try connection.receive(Array(text.utf8) + frame).map(\.reply)
  }

  private let greeting = Reply.greeting(Samples.greeting)

  @Test(arguments: [
    "", "\n", "Last login: today\nquota: 3 %\n", "host> ", "MUSTER-WORKER\n", "\u{1b}[1mhi\u{1b}[0m\r\n",
  ])
  func `what a login shell prints is skipped`(junk: String) throws {
    #expect(try receive(junk + "MUSTER-WORKER/3\n", then: Samples.frame(greeting)) == [greeting])
  }

  @Test(arguments: [
    ("1", "1"), ("1.5", "1.5"), ("", ""), ("2 {\"tool\":1}", "2"), ("\u{7}", "?"), ("03", "03"),
  ])
  func `another version is refused by name`(text: String, version: String) {
    let error = protocolError { () throws(ProtocolError) in _ = try receive("MUSTER-WORKER/\(text)\n") }
    #expect(error == .version(theirs: version, ours: 3))
  }

  @Test func `junk without an end is refused after 64 KiB`() throws {
    let line = "Warning: disk is full\n"
    let junk = String(repeating: line, count: 65_536 / line.utf8.count)
    #expect(try receive(junk) == [])
    let error = protocolError { () throws(ProtocolError) in _ = try receive(junk + line) }
    let sample = String(String(repeating: "Warning: disk is full\\n", count: 6).prefix(125))
    #expect(error == .noGreeting(bytes: 65_536, sample: sample))
    #expect(
      error?.help
        == "something prints before the worker starts; a login script should print only for interactive shells"
    )
  }

  @Test func `a greeting beyond 64 KiB is not looked for`() {
    let junk = String(repeating: "x", count: 65_530)
    let error = protocolError { () throws(ProtocolError) in _ = try receive(junk + "MUSTER-WORKER/3\n") }
    #expect(error == .noGreeting(bytes: 65_536, sample: String(repeating: "x", count: 120)))
  }

  @Test func `every error has its words`() {
    #expect(
      ProtocolError.version(theirs: "1", ours: 3).description
        == "the worker speaks version 1 of the worker protocol, this muster speaks version 3")
    #expect(
      ProtocolError.noGreeting(bytes: 12, sample: "bash: hello").description
        == "no greeting in the first 12 bytes, which begin \"bash: hello\"")
    #expect(ProtocolError.noGreeting(bytes: 0, sample: "").description == "no greeting came")
    #expect(
      ProtocolError.malformed(message: "train", .truncated(at: 4)).description
        == "a malformed train message: it ends too early at byte 4")
    #expect(
      ProtocolError.frameTooLong(length: 9, limit: 8).description
        == "a frame of 9 bytes was announced where at most 8 can come")
    #expect(ProtocolError.damaged(length: 9).description == "a frame of 9 bytes does not match its checksum")
    #expect(ProtocolError.unknownKind(66).description == "a message of unknown kind 66")
    #expect(ProtocolError.unsigned.description == "an answer is not signed")
    #expect(ProtocolError.badSignature.description == "an answer's signature is not the worker's")
    #expect(
      ProtocolError.cutOff(missing: 3).description == "the stream ended 3 bytes before the end of a frame")
  }
}
