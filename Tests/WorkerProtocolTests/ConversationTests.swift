import Testing

@testable import WorkerProtocol

/// What may follow what, as the coordinator's end and the worker's end both see it.
struct ConversationTests {
  private static let prepare = Request.prepare(Samples.preparation)
  private static let model = Request.setModel([1, 2])
  private static let train = Request.train(task: 7, round: 1, client: 0)
  private static let otherTask = Request.train(task: 9, round: 1, client: 0)
  private static let evaluate = Request.evaluate(task: 8, rows: 0..<1)
  private static let prepared = Reply.prepared(dataDigest: Samples.digest, clients: 1)
  private static let trained = Reply.trained(task: 7, Samples.trained)
  private static let failed = Reply.failed(message: "no", help: nil)

  private static let huge: Request = {
    var preparation = Samples.preparation
    preparation.parameters = .max
    return .prepare(preparation)
  }()

  @Test(
    arguments: [
      ([.train(task: 1, round: 1, client: 0)], "train", "no model was set"),
      ([prepare, train], "train", "no model was set"),
      ([prepare, evaluate], "evaluate", "no model was set"),
      ([model], "set-model", "the worker was not prepared"),
      ([prepare, .setModel([1])], "set-model", "1 parameters instead of 2"),
      ([prepare, prepare], "prepare", "the worker was prepared before"),
      ([huge], "prepare", "9223372036854775807 parameters, more than can be sent"),
      ([prepare, model, .finish, train], "train", "it follows finish"),
      ([.finish, .finish], "finish", "it follows finish"),
    ] as [([Request], String, String)])
  func `a request out of order is refused at both ends`(requests: [Request], message: String, reason: String)
    throws
  {
    let expected = ProtocolError.unexpected(message: message, reason)
    var coordinator = try Samples.greeted()
    var worker = WorkerConnection()
    _ = try worker.send(.greeting(Samples.greeting))
    for request in requests.dropLast() {
      _ = try coordinator.send(request)
      _ = try worker.receive(request.encoded())
    }
    let last = requests[requests.count - 1]
    #expect(protocolError { () throws(ProtocolError) in _ = try coordinator.send(last) } == expected)
    #expect(protocolError { () throws(ProtocolError) in _ = try worker.receive(last.encoded()) } == expected)
  }

  @Test(
    arguments: [
      ([], [], prepared, "prepared", "it was not asked for"),
      ([prepare], [], trained, "trained", "it was not asked for"),
      ([prepare], [], .greeting(Samples.greeting), "greeting", "it was not asked for"),
      ([prepare, model, train], [], trained, "trained", "it was not asked for"),
      ([prepare, model, otherTask], [prepared], trained, "trained", "task 7 instead of 9"),
      ([prepare, model, evaluate], [prepared], trained, "trained", "it was not asked for"),
      (
        [prepare, model, evaluate], [prepared], .evaluated(task: 9, evaluation: []), "evaluated",
        "task 9 instead of 8"
      ),
      ([], [failed], failed, "failed", "it follows a failure"),
    ] as [([Request], [Reply], Reply, String, String)])
  func `a reply out of order is refused at both ends`(
    asked: [Request], answered: [Reply], reply: Reply, message: String, reason: String
  ) throws {
    let expected = ProtocolError.unexpected(message: message, reason)
    var coordinator = try Samples.greeted()
    var worker = WorkerConnection()
    _ = try worker.send(.greeting(Samples.greeting))
    for request in asked {
      _ = try coordinator.send(request)
      _ = try worker.receive(request.encoded())
    }
    for reply in answered { _ = try coordinator.receive(try worker.send(reply)) }
    #expect(
      protocolError { () throws(ProtocolError) in _ = try coordinator.receive(reply.encoded()) } == expected)
    #expect(protocolError { () throws(ProtocolError) in _ = try worker.send(reply) } == expected)
  }

  @Test func `an update of another length is refused`() throws {
    var coordinator = try Samples.greeted()
    for request in [Self.prepare, Self.model, Self.train] { try coordinator.sent(request) }
    _ = try coordinator.receive(Self.prepared.encoded())
    var training = Samples.trained
    training.update = [1, 2, 3]
    let bytes = Reply.trained(task: 7, training).encoded()
    #expect(
      protocolError { () throws(ProtocolError) in _ = try coordinator.receive(bytes) }
        == .unexpected(message: "trained", "an update of 3 parameters instead of 2"))
  }

  @Test func `nothing is said to a worker that has not greeted or has failed`() throws {
    var fresh = CoordinatorConnection()
    #expect(
      protocolError { () throws(ProtocolError) in _ = try fresh.send(Self.prepare) }
        == .unexpected(message: "prepare", "the worker has not greeted"))
    #expect(
      protocolError { () throws(ProtocolError) in
        _ = try fresh.receive(GreetingLine.bytes + Self.prepared.encoded())
      }
        == .unexpected(message: "prepared", "the worker has not greeted"))
    var failed = try Samples.greeted()
    _ = try failed.receive(Self.failed.encoded())
    #expect(
      protocolError { () throws(ProtocolError) in _ = try failed.send(.finish) }
        == .unexpected(message: "finish", "the worker has failed"))
  }

  @Test func `requests may be ahead of their answers`() throws {
    var coordinator = try Samples.asked()
    let replies = Samples.conversation.replies.dropFirst()
    #expect(try coordinator.receive(replies.flatMap { $0.encoded() }) == Array(replies))
  }
}
