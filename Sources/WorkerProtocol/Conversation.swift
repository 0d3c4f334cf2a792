/// The order in which requests and replies may follow one another. Both ends hold one and feed it every message,
/// so that neither end says, and neither believes, what does not fit what was said before.
struct Conversation {
  private enum Awaited {
    case greeting, probed, surveyed
    /// - Parameter signed: whether there was a challenge.
    case prepared(signed: Bool)
    case trained(UInt32)
    case evaluated(UInt32)
  }

  /// The replies still to come, in order.
  private var awaited: [Awaited] = [.greeting]
  private var parameters: Int?
  private var hasModel = false
  private var hasAsked = false
  /// The request after which there is none.
  private var last: Request?
  private var failed = false

  init() {}

  /// The most bytes that can come after a header: models and updates grow with the model, all else stays small.
  var lengthLimit: Int { Self.longestHead + 4 * (parameters ?? 0) }

  private static let longestHead = 16 << 20
  /// The largest number of floats that a frame can announce.
  private static let maxParameters = Int(UInt32.max)

  /// - Parameter floats: how many follow the request.
  mutating func ask(_ request: Request, floats: Int) throws(ProtocolError) {
    if let reason = objection(to: request, floats: floats) {
      throw .unexpected(message: request.name, reason)
    }
    hasAsked = true
    switch request {
    case .prepare(let preparation):
      parameters = preparation.parameters
      awaited.append(.prepared(signed: !preparation.challenge.isEmpty))
    case .probe: awaited.append(.probed)
    case .survey: awaited.append(.surveyed)
    case .setModel: hasModel = true
    case .train(let task, _, _): awaited.append(.trained(task))
    case .evaluate(let task, _): awaited.append(.evaluated(task))
    case .finish, .relay: last = request
    }
  }

  private func objection(to request: Request, floats: Int) -> String? {
    if failed { return "the worker has failed" }
    if case .greeting = awaited.first, !request.maySpeakFirst { return "the worker has not greeted" }
    if let last { return "it follows \(last.name)" }
    switch request {
    case .setModel:
      guard let parameters else { return "the worker was not prepared" }
      return floats == parameters ? nil : "\(floats) parameters instead of \(parameters)"
    case .prepare(let preparation):
      if parameters != nil { return "the worker was prepared before" }
      return (0...Self.maxParameters).contains(preparation.parameters)
        ? Self.stray(floats) : "\(preparation.parameters) parameters, more than can be sent"
    case .train, .evaluate: return hasModel ? Self.stray(floats) : "no model was set"
    case .probe(let probe):
      if parameters != nil { return "the worker was prepared before" }
      return probe.files.count <= Probe.mostFiles
        ? Self.stray(floats) : "\(probe.files.count) files instead of at most \(Probe.mostFiles)"
    case .survey: return parameters == nil ? Self.stray(floats) : "the worker was prepared before"
    case .relay: return hasAsked ? "something else was asked before" : Self.stray(floats)
    case .finish: return Self.stray(floats)
    }
  }

  /// - Parameter floats: how many follow the reply.
  mutating func answer(_ reply: Reply, floats: Int) throws(ProtocolError) {
    if let reason = objection(to: reply, floats: floats) { throw .unexpected(message: reply.name, reason) }
    switch reply {
    case .failed: failed = true
    case .alive: break
    default: awaited.removeFirst()
    }
  }

  private func objection(to reply: Reply, floats: Int) -> String? {
    if failed { return "it follows a failure" }
    switch (reply, awaited.first) {
    case (.trained(let task, _), .trained(let expected)):
      if task != expected { return "task \(task) instead of \(expected)" }
      return floats == parameters ? nil : "an update of \(floats) parameters instead of \(parameters ?? 0)"
    case (.failed, _), (.greeting, .greeting), (.probed, .probed), (.surveyed, .surveyed):
      return Self.stray(floats)
    case (.prepared(let readiness), .prepared(let isSigned)):
      return readiness.key == nil || isSigned ? Self.stray(floats) : "its key was not asked for"
    case (.evaluated(let task, _), .evaluated(let expected)):
      return task == expected ? Self.stray(floats) : "task \(task) instead of \(expected)"
    case (_, .greeting): return "the worker has not greeted"
    case (.alive, _): return Self.stray(floats)
    default: return "it was not asked for"
    }
  }

  /// The objection to floats behind a message that has none.
  private static func stray(_ floats: Int) -> String? { floats == 0 ? nil : "\(floats) floats follow it" }
}

extension Request {
  /// Whether it may be made of a worker that has not greeted yet.
  fileprivate var maySpeakFirst: Bool {
    switch self {
    case .prepare, .probe, .survey, .relay: true
    case .setModel, .train, .evaluate, .finish: false
    }
  }
}
