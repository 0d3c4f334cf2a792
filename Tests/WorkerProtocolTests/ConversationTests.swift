import Testing

@testable import WorkerProtocol

/// What may follow what, as the coordinator's end and the worker's end both see it.
struct ConversationTests {
  /// Anything said, by either end, with the floats that follow it.
  struct Said<Message: Sendable>: Sendable {
    var message: Message
    var floats: [Float] = []
  }

  private static let prepare = Said(message: Request.prepare(Samples.preparation))
  private static let model = Said(message: Request.setModel, floats: [1, 2])
  private static let train = Said(message: Request.train(task: 7, round: 1, client: 0))
  private static let otherTask = Said(message: Request.train(task: 9, round: 1, client: 0))
  private static let evaluate = Said(message: Request.evaluate(task: 8, rows: 0..<1))
  private static let finish = Said(message: Request.finish)
  private static let prepared = Said(message: Reply.prepared(Samples.readiness))
  private static let trained = Said(message: Reply.trained(task: 7, Samples.trained), floats: [1, 2])
  private static let probe = Said(message: Request.probe(Probe(files: ["/a", "/b"])))
  private static let relay = Said(message: Request.relay)
  private static let probed = Said(message: Reply.probed(Samples.facts))
  private static let alive = Said(message: Reply.alive)
  private static let failed = Said(message: Reply.failed(message: "no", help: nil))

  private static let huge: Said<Request> = {
    var preparation = Samples.preparation
    preparation.parameters = .max
    return Said(message: .prepare(preparation))
  }()

  @Test(
    arguments: [
      ([Said(message: .train(task: 1, round: 1, client: 0))], "train", "no model was set"),
      ([prepare, train], "train", "no model was set"),
      ([prepare, evaluate], "evaluate", "no model was set"),
      ([model], "set-model", "the worker was not prepared"),
      ([prepare, Said(message: .setModel, floats: [1])], "set-model", "1 parameters instead of 2"),
      ([prepare, Said(message: .setModel)], "set-model", "0 parameters instead of 2"),
      ([prepare, model, Said(message: .finish, floats: [1])], "finish", "1 floats follow it"),
      ([prepare, prepare], "prepare", "the worker was prepared before"),
      ([huge], "prepare", "9223372036854775807 parameters, more than can be sent"),
      ([prepare, model, finish, train], "train", "it follows finish"),
      ([finish, finish], "finish", "it follows finish"),
      ([prepare, probe], "probe", "the worker was prepared before"),
      ([Said(message: probe.message, floats: [1])], "probe", "1 floats follow it"),
      (
        [Said(message: .probe(Probe(files: Array(repeating: "", count: 1_000_000))))], "probe",
        "1000000 files instead of at most 10000"
      ),
      ([prepare, relay], "relay", "something else was asked before"),
      ([probe, relay], "relay", "something else was asked before"),
      ([Said(message: .relay, floats: [1])], "relay", "1 floats follow it"),
      ([relay, probe], "probe", "it follows relay"),
      ([relay, relay], "relay", "it follows relay"),
    ] as [([Said<Request>], String, String)])
  func `a request out of order is refused at both ends`(
    requests: [Said<Request>], message: String, reason: String
  ) throws {
    let expected = ProtocolError.unexpected(message: message, reason)
    var coordinator = try Samples.greeted()
    var worker = try Samples.greetedWorker()
    for request in requests.dropLast() {
      try coordinator.sent(request.message, floats: request.floats.count)
      _ = try worker.requests(in: Samples.frame(request.message, request.floats))
    }
    let last = requests[requests.count - 1]
    #expect(
      protocolError { () throws(ProtocolError) in
        try coordinator.sent(last.message, floats: last.floats.count)
      } == expected)
    #expect(
      protocolError { () throws(ProtocolError) in
        _ = try worker.requests(in: Samples.frame(last.message, last.floats))
      } == expected)
  }

  @Test(
    arguments: [
      ([], [], prepared, "prepared", "it was not asked for"),
      ([prepare], [], trained, "trained", "it was not asked for"),
      ([prepare], [], Said(message: .greeting(Samples.greeting)), "greeting", "it was not asked for"),
      ([prepare, model, train], [], trained, "trained", "it was not asked for"),
      ([prepare, model, otherTask], [prepared], trained, "trained", "task 7 instead of 9"),
      ([prepare, model, evaluate], [prepared], trained, "trained", "it was not asked for"),
      (
        [prepare, model, train], [prepared], Said(message: .trained(task: 7, Samples.trained), floats: [1]),
        "trained", "an update of 1 parameters instead of 2"
      ),
      (
        [prepare, model, evaluate], [prepared], Said(message: .evaluated(task: 9, evaluation: [])),
        "evaluated", "task 9 instead of 8"
      ),
      (
        [prepare, model, evaluate], [prepared],
        Said(message: .evaluated(task: 8, evaluation: []), floats: [1, 2]), "evaluated", "2 floats follow it"
      ),
      ([], [failed], failed, "failed", "it follows a failure"),
      ([], [failed], alive, "alive", "it follows a failure"),
      ([], [], Said(message: .alive, floats: [1]), "alive", "1 floats follow it"),
      ([], [], probed, "probed", "it was not asked for"),
      ([probe], [], prepared, "prepared", "it was not asked for"),
      ([probe, prepare], [], prepared, "prepared", "it was not asked for"),
      ([probe], [probed], probed, "probed", "it was not asked for"),
    ] as [([Said<Request>], [Said<Reply>], Said<Reply>, String, String)])
  func `a reply out of order is refused at both ends`(
    asked: [Said<Request>], answered: [Said<Reply>], reply: Said<Reply>, message: String, reason: String
  ) throws {
    let expected = ProtocolError.unexpected(message: message, reason)
    var coordinator = try Samples.greeted()
    var worker = try Samples.greetedWorker()
    for request in asked {
      try coordinator.sent(request.message, floats: request.floats.count)
      _ = try worker.requests(in: Samples.frame(request.message, request.floats))
    }
    for reply in answered { _ = try coordinator.receive(try worker.send(reply.message, reply.floats)) }
    #expect(
      protocolError { () throws(ProtocolError) in
        _ = try coordinator.receive(Samples.frame(reply.message, reply.floats))
      } == expected)
    #expect(
      protocolError { () throws(ProtocolError) in _ = try worker.send(reply.message, reply.floats) }
        == expected)
  }

  @Test func `little is said to a worker that has not greeted`() throws {
    var fresh = CoordinatorConnection()
    #expect(
      protocolError { () throws(ProtocolError) in _ = try fresh.send(.finish) }
        == .unexpected(message: "finish", "the worker has not greeted"))
    _ = try fresh.send(Self.probe.message)
    _ = try fresh.send(.prepare(Samples.preparation))
    #expect(
      protocolError { () throws(ProtocolError) in try fresh.sent(.setModel, floats: 2) }
        == .unexpected(message: "set-model", "the worker has not greeted"))
    for reply in [Self.prepared, Self.alive] {
      var connection = fresh
      #expect(
        protocolError { () throws(ProtocolError) in
          _ = try connection.receive(GreetingLine.bytes + Samples.frame(reply.message))
        } == .unexpected(message: reply.message.name, "the worker has not greeted"))
    }
    var other = CoordinatorConnection()
    _ = try other.send(.relay)
  }

  @Test func `a probe needs nothing, and may come before the work`() throws {
    var coordinator = try Samples.greeted()
    for _ in 0..<2 {
      _ = try coordinator.send(Self.probe.message)
      #expect(
        try coordinator.receive(Samples.frame(Self.probed.message)).map(\.reply) == [Self.probed.message])
    }
    for (request, floats, _) in Samples.requests { try coordinator.sent(request, floats: floats.count) }
    #expect(try coordinator.receive(Samples.replyStream) == Samples.answers)
  }

  @Test func `signs of life come in the middle of everything`() throws {
    let sign = Reply.alive.encoded()
    var coordinator = try Samples.asked()
    let stream = Samples.replies[1..<4].flatMap { sign + Samples.frame($0.reply, $0.floats) + sign + sign }
    for cut in 0...stream.count {
      var connection = coordinator
      let answers =
        try connection.receive(Array(stream[..<cut])) + connection.receive(Array(stream[cut...]))
      #expect(answers.filter { $0.reply != .alive } == Samples.answers, "cut at \(cut)")
      #expect(answers.count == 12, "cut at \(cut)")
    }
    // Within a frame it is part of the frame, which is then damaged.
    let frame = Samples.frame(.trained(task: 7, Samples.trained), Samples.update)
    let torn = Samples.frame(.prepared(Samples.readiness)) + frame[..<40] + sign + frame[40...]
    #expect(
      protocolError { () throws(ProtocolError) in _ = try coordinator.receive(torn) }
        == .damaged(length: frame.count - Frame.headerSize))
  }

  @Test func `nothing is said to a worker that has failed`() throws {
    var failed = try Samples.greeted()
    _ = try failed.receive(Samples.frame(.failed(message: "no", help: nil)))
    #expect(
      protocolError { () throws(ProtocolError) in _ = try failed.send(.finish) }
        == .unexpected(message: "finish", "the worker has failed"))
  }

  @Test func `requests may be ahead of their answers`() throws {
    var coordinator = try Samples.asked()
    #expect(try coordinator.receive(Samples.replyStream) == Samples.answers)
  }
}
