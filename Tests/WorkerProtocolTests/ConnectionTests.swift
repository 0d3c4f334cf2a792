import Determinism
import Testing

@testable import WorkerProtocol

struct ConnectionTests {
  @Test func `a conversation arrives as it was said`() throws {
    var coordinator = CoordinatorConnection()
    var worker = WorkerConnection()
    let greeting = try worker.send(Samples.replies[0].reply)
    #expect(try coordinator.receive(greeting) == [.init(reply: Samples.replies[0].reply, update: [])])
    for (request, floats, _) in Samples.requests {
      try coordinator.sent(request, floats: floats.count)
      #expect(try worker.requests(in: Samples.frame(request, floats)) == [request])
    }
    #expect(worker.model == Samples.model)
    for (reply, floats, _) in Samples.replies[1..<4] {
      #expect(
        try coordinator.receive(try worker.send(reply, floats)) == [.init(reply: reply, update: floats)])
    }
    try coordinator.end()
  }

  @Test func `a reply is understood wherever the stream is cut`() throws {
    let stream = Array("Welcome to vm!\n".utf8) + GreetingLine.bytes + Samples.frame(Samples.replies[0].reply)
    for cut in 0...stream.count {
      var connection = CoordinatorConnection()
      let first = try connection.receive(Array(stream[..<cut]))
      let all = try first + connection.receive(Array(stream[cut...]))
      #expect(all.map(\.reply) == [Samples.replies[0].reply], "cut at \(cut)")
    }
  }

  @Test func `bytes may come one by one`() throws {
    var coordinator = try Samples.asked()
    #expect(try Samples.replyStream.flatMap { try coordinator.receive([$0]) } == Samples.answers)
    var worker = try Samples.greetedWorker()
    let requests = try Samples.requestStream.flatMap { try worker.requests(in: [$0]) }
    #expect(requests == Samples.conversation.requests)
    #expect(worker.model == Samples.model)
  }

  @Test func `a request is understood wherever the stream is cut`() throws {
    let stream = Samples.requestStream
    for cut in 0...stream.count {
      var worker = try Samples.greetedWorker()
      let first = try worker.requests(in: Array(stream[..<cut]))
      #expect(
        try first + worker.requests(in: Array(stream[cut...])) == Samples.conversation.requests,
        "cut at \(cut)")
      #expect(worker.model == Samples.model, "cut at \(cut)")
    }
  }

  @Test func `an answer is understood wherever the stream is cut`() throws {
    let stream = Samples.replyStream
    for cut in 0...stream.count {
      var coordinator = try Samples.asked()
      let first = try coordinator.receive(Array(stream[..<cut]))
      #expect(try first + coordinator.receive(Array(stream[cut...])) == Samples.answers, "cut at \(cut)")
    }
  }

  @Test func `floats keep every bit`() throws {
    let strange: [Float] = [
      .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, Float(bitPattern: 0x7fa0_0001),
    ]
    var worker = try Samples.greetedWorker()
    var preparation = Samples.preparation
    preparation.parameters = strange.count
    let stream = Samples.frame(.prepare(preparation)) + Samples.frame(.setModel, strange)
    #expect(try worker.requests(in: stream) == [.prepare(preparation), .setModel])
    #expect(worker.model.map(\.bitPattern) == strange.map(\.bitPattern))
  }

  @Test func `a model stays until the next one, which takes its place`() throws {
    var worker = try Samples.greetedWorker()
    let train = Request.train(task: 1, round: 1, client: 0)
    worker.receive(
      Samples.frame(.prepare(Samples.preparation)) + Samples.frame(.setModel, [1, 2]) + Samples.frame(train)
        + Samples.frame(.setModel, [3, 4]) + Samples.frame(train))
    var seen: [[Float]] = []
    while let request = try worker.next() { if request == train { seen.append(worker.model) } }
    #expect(seen == [[1, 2], [3, 4]])
  }

  @Test func `the greeting line is said once`() throws {
    var worker = WorkerConnection()
    #expect(try worker.requests(in: []) == [])
    let first = try worker.send(.greeting(Samples.greeting))
    #expect(first == GreetingLine.bytes + Samples.frame(.greeting(Samples.greeting)))
    let failure = Reply.failed(message: "no", help: nil)
    #expect(try worker.send(failure) == Samples.frame(failure))
  }

  @Test func `a worker that fails before it greets is heard`() throws {
    var worker = WorkerConnection()
    var coordinator = CoordinatorConnection()
    let failure = Reply.failed(message: "no memory", help: nil)
    #expect(try coordinator.receive(try worker.send(failure)).map(\.reply) == [failure])
  }

  @Test func `an end is good only between frames`() throws {
    #expect(
      protocolError { () throws(ProtocolError) in try CoordinatorConnection().end() }
        == .noGreeting(bytes: 0, sample: ""))
    var connection = try Samples.greeted()
    try connection.end()
    for (request, floats, _) in Samples.requests[..<3] { try connection.sent(request, floats: floats.count) }
    _ = try connection.receive(Samples.frame(.prepared(Samples.readiness)))
    try connection.end()
    let frame = Samples.frame(.trained(task: 7, Samples.trained), Samples.update)
    for count in 1..<frame.count {
      var cut = connection
      _ = try cut.receive(Array(frame[..<count]))
      let missing = count < Frame.headerSize ? Frame.headerSize - count : frame.count - count
      #expect(protocolError { () throws(ProtocolError) in try cut.end() } == .cutOff(missing: missing))
    }
  }
}
