import Determinism
import Testing

@testable import WorkerProtocol

struct ConnectionTests {
  @Test func `a conversation arrives as it was said`() throws {
    var coordinator = CoordinatorConnection()
    var worker = WorkerConnection()
    let (requests, replies) = Samples.conversation
    #expect(try coordinator.receive(try worker.send(replies[0])) == [replies[0]])
    for request in requests { #expect(try worker.receive(try coordinator.send(request)) == [request]) }
    for reply in replies.dropFirst() { #expect(try coordinator.receive(try worker.send(reply)) == [reply]) }
    try coordinator.end()
  }

  @Test func `a reply is understood wherever the stream is cut`() throws {
    let (_, replies) = Samples.conversation
    let stream = Array("Welcome to vm!\n".utf8) + GreetingLine.bytes + replies[0].encoded()
    for cut in 0...stream.count {
      var connection = CoordinatorConnection()
      let first = try connection.receive(Array(stream[..<cut]))
      #expect(try first + connection.receive(Array(stream[cut...])) == [replies[0]], "cut at \(cut)")
    }
  }

  @Test func `bytes may come one by one`() throws {
    let (requests, replies) = Samples.conversation
    var coordinator = try Samples.asked()
    let toCoordinator = replies.dropFirst().flatMap { $0.encoded() }
    #expect(try toCoordinator.flatMap { try coordinator.receive([$0]) } == Array(replies.dropFirst()))

    var worker = WorkerConnection()
    _ = try worker.send(replies[0])
    #expect(try requests.flatMap { $0.encoded() }.flatMap { try worker.receive([$0]) } == requests)
  }

  @Test func `a request is understood wherever the stream is cut`() throws {
    let (requests, replies) = Samples.conversation
    let stream = requests.flatMap { $0.encoded() }
    for cut in 0...stream.count {
      var worker = WorkerConnection()
      _ = try worker.send(replies[0])
      let first = try worker.receive(Array(stream[..<cut]))
      #expect(try first + worker.receive(Array(stream[cut...])) == requests, "cut at \(cut)")
    }
  }

  @Test func `floats keep every bit`() throws {
    let strange: [Float] = [
      .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, Float(bitPattern: 0x7fa0_0001),
    ]
    var worker = WorkerConnection()
    _ = try worker.send(.greeting(Samples.greeting))
    var preparation = Samples.preparation
    preparation.parameters = strange.count
    _ = try worker.receive(Request.prepare(preparation).encoded())
    guard case .setModel(let model) = try worker.receive(Request.setModel(strange).encoded()).first else {
      Issue.record("no model")
      return
    }
    #expect(model.map(\.bitPattern) == strange.map(\.bitPattern))
  }

  @Test func `the greeting line is said once`() throws {
    var worker = WorkerConnection()
    _ = try worker.receive([])
    let first = try worker.send(.greeting(Samples.greeting))
    #expect(first == GreetingLine.bytes + Reply.greeting(Samples.greeting).encoded())
    let failure = Reply.failed(message: "no", help: nil)
    #expect(try worker.send(failure) == failure.encoded())
  }

  @Test func `a worker that fails before it greets is heard`() throws {
    var worker = WorkerConnection()
    var coordinator = CoordinatorConnection()
    let failure = Reply.failed(message: "no BLAS", help: nil)
    #expect(try coordinator.receive(try worker.send(failure)) == [failure])
  }

  @Test func `an end is good only between frames`() throws {
    #expect(
      protocolError { () throws(ProtocolError) in try CoordinatorConnection().end() }
        == .noGreeting(bytes: 0, sample: ""))
    var connection = try Samples.greeted()
    try connection.end()
    try connection.sent(.prepare(Samples.preparation))
    let frame = Reply.prepared(dataDigest: Samples.digest, clients: 1).encoded()
    for count in 1..<frame.count {
      var cut = connection
      _ = try cut.receive(Array(frame[..<count]))
      let missing = count < 13 ? 13 - count : frame.count - count
      #expect(protocolError { () throws(ProtocolError) in try cut.end() } == .cutOff(missing: missing))
    }
  }
}
