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

  @Test func `only what prepares is said to a worker that has not greeted`() throws {
    var fresh = CoordinatorConnection()
    #expect(
      protocolError { () throws(ProtocolError) in _ = try fresh.send(.finish) }
        == .unexpected(message: "finish", "the worker has not greeted"))
    _ = try fresh.send(.prepare(Samples.preparation))
    #expect(
      protocolError { () throws(ProtocolError) in try fresh.sent(.setModel, floats: 2) }
        == .unexpected(message: "set-model", "the worker has not greeted"))
    #expect(
      protocolError { () throws(ProtocolError) in
        _ = try fresh.receive(GreetingLine.bytes + Samples.frame(.prepared(Samples.readiness)))
      } == .unexpected(message: "prepared", "the worker has not greeted"))
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
