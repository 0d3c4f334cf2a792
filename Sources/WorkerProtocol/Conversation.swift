/// The order in which requests and replies may follow one another. Both ends hold one and feed it every message,
/// so that neither end says, and neither believes, what does not fit what was said before.
struct Conversation {
  private enum Awaited {
    case greeting, prepared
    case trained(UInt32)
    case evaluated(UInt32)
  }

  /// The replies still to come, in order.
  private var awaited: [Awaited] = [.greeting]
  private var parameters: Int?
  private var hasModel = false
  private var finished = false
  private var failed = false

  init() {}

  /// The longest payload that can come: models and updates grow with the model, all else stays small.
  var payloadLimit: Int { Self.smallPayload + 4 * (parameters ?? 0) }

  private static let smallPayload = 16 << 20
  /// The largest model whose frames' lengths fit in 32 bits.
  private static let maxParameters = (Int(UInt32.max) - smallPayload) / 4

  mutating func ask(_ request: Request) throws(ProtocolError) {
    if let reason = objection(to: request) { throw .unexpected(message: request.name, reason) }
    switch request {
    case .prepare(let preparation):
      parameters = preparation.parameters
      awaited.append(.prepared)
    case .setModel: hasModel = true
    case .train(let task, _, _): awaited.append(.trained(task))
    case .evaluate(let task, _): awaited.append(.evaluated(task))
    case .finish: finished = true
    }
  }

  private func objection(to request: Request) -> String? {
    if case .greeting = awaited.first { return "the worker has not greeted" }
    if failed { return "the worker has failed" }
    if finished { return "it follows finish" }
    switch request {
    case .prepare(let preparation):
      if parameters != nil { return "the worker was prepared before" }
      return (0...Self.maxParameters).contains(preparation.parameters)
        ? nil : "\(preparation.parameters) parameters, more than can be sent"
    case .setModel(let model):
      guard let parameters else { return "the worker was not prepared" }
      return model.count == parameters ? nil : "\(model.count) parameters instead of \(parameters)"
    case .train, .evaluate: return hasModel ? nil : "no model was set"
    case .finish: return nil
    }
  }

  mutating func answer(_ reply: Reply) throws(ProtocolError) {
    if let reason = objection(to: reply) { throw .unexpected(message: reply.name, reason) }
    if case .failed = reply { failed = true } else { awaited.removeFirst() }
  }

  private func objection(to reply: Reply) -> String? {
    if failed { return "it follows a failure" }
    switch (reply, awaited.first) {
    case (.failed, _), (.greeting, .greeting), (.prepared, .prepared): return nil
    case (.trained(let task, let training), .trained(let expected)):
      if task != expected { return "task \(task) instead of \(expected)" }
      if training.update.count == parameters { return nil }
      return "an update of \(training.update.count) parameters instead of \(parameters ?? 0)"
    case (.evaluated(let task, _), .evaluated(let expected)):
      return task == expected ? nil : "task \(task) instead of \(expected)"
    case (_, .greeting): return "the worker has not greeted"
    default: return "it was not asked for"
    }
  }
}
