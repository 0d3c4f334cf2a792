import Glibc
import WorkerProtocol

/// Workers on another host, all behind one ssh connection: the worker program at its other end becomes a relay, which
/// starts them. The connection is made with the first worker and made anew with the next one after it ended.
struct SSHWorkers: PoolWorkers {
  var links: [Link] = []
  private(set) var workers: [Int] = []
  /// The other side of a network may take its time to end.
  let grace = 5000
  private let host: SSHHost
  private let config: String?
  private let environment: [(name: String, value: String)]
  private let leaveGrace: Int
  /// The link in use; the relay's stream over it, and what waits for the link.
  private var link: pid_t?
  private var connection = RelayConnection()
  private(set) var waiting = Outbox()

  init(host: SSHHost, config: String?, environment: [(name: String, value: String)], grace: Int) {
    self.host = host
    self.config = config
    self.environment = environment
    leaveGrace = grace
  }

  var isConnecting: Bool { link != nil && !connection.isOpen }

  mutating func connect() -> [WorkerEvent] {
    if link != nil || workers.isEmpty { return [] }
    do {
      let opened = try Link(try command(), environment: environment, outbox: waiting)
      link = opened.id
      links.append(opened)
      waiting = Outbox()
      return []
    } catch {
      defer { disconnect() }
      return closeAll(WorkerEnd(.unreachable, reason: error.message, help: error.help))
    }
  }

  private func command() throws(LaunchError) -> [String] {
    let command = try SSHCommand(host, config: config)
    return [try SSHCommand.program()] + (try command.arguments(remote: [host.command]))
  }

  mutating func start(worker: Int) throws(LaunchError) {
    _ = try command()
    if link == nil && workers.isEmpty { waiting.append(RelayConnection.request[...]) }
    workers.append(worker)
    sendOn(RelayMessage.start(worker: worker).encoded)
  }

  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int) {
    guard workers.contains(worker) else { return }
    let length = bytes.count + floats.count * MemoryLayout<Float>.size
    sendOn(RelayMessage.header(ofData: length, worker: worker) + bytes, floats: floats)
  }

  private mutating func sendOn(_ bytes: [UInt8], floats: [Float] = []) {
    if let index = links.firstIndex(where: { $0.id == link }) {
      links[index].send(bytes, floats: floats)
    } else {
      waiting.append(bytes, floats: floats)
    }
  }

  /// A connection whose last worker is stopped may be what is wrong, and ends.
  mutating func stop(worker: Int) {
    guard workers.contains(worker) else { return }
    workers.removeAll { $0 == worker }
    sendOn(RelayMessage.stop(worker: worker).encoded)
    if workers.isEmpty { disconnect() }
  }

  mutating func stopAll() {
    workers = []
    disconnect()
  }

  func left(by leaving: Set<Int>) -> Set<pid_t> {
    guard let link, connection.isOpen, !workers.isEmpty, leaving.isSuperset(of: workers) else { return [] }
    return [link]
  }

  mutating func receive(_ bytes: [UInt8], from link: pid_t) -> [WorkerEvent] {
    guard link == self.link else { return [] }
    do {
      return try connection.receive(bytes).compactMap { event($0) }
    } catch {
      let events = closeAll(end(of: error))
      disconnect()
      return events
    }
  }

  private mutating func event(_ message: RelayMessage) -> WorkerEvent? {
    switch message {
    case .data(let worker, let bytes) where workers.contains(worker):
      return .received(worker: worker, Array(bytes))
    case .ended(let worker, let reason) where workers.contains(worker):
      workers.removeAll { $0 == worker }
      return .closed(worker: worker, WorkerEnd(.ended, reason: reason))
    default: return nil
    }
  }

  mutating func ended(_ link: pid_t, _ end: LinkEnd) -> [WorkerEvent] {
    guard link == self.link else { return [] }
    let events = closeAll(wrongProgram(end) ?? WorkerEnd(sshTo: host, end))
    disconnect()
    return events
  }

  /// What a program that ended, but is no worker, tells.
  private func wrongProgram(_ end: LinkEnd) -> WorkerEnd? {
    guard case .exit(0..<126) = end.status else { return nil }
    do { try connection.end() } catch { return self.end(of: error, "ended with \(end.words)") }
    return nil
  }

  private func end(of error: ProtocolError, _ how: String? = nil) -> WorkerEnd {
    switch error {
    case .version, .noGreeting:
      let words = (how.map { [$0] } ?? []) + [error.description]
      return WorkerEnd(
        .barred, reason: "\(host.command) on \(host.host): \(words.joined(separator: ", "))", help: error.help
      )
    default:
      return WorkerEnd(.unreachable, reason: "the connection to \(host.host): \(error)", help: error.help)
    }
  }

  private mutating func closeAll(_ end: WorkerEnd) -> [WorkerEvent] {
    defer { workers = [] }
    return workers.map { .closed(worker: $0, end) }
  }

  private mutating func disconnect() {
    if let index = links.firstIndex(where: { $0.id == link }) {
      links[index].leave(overdue: monotonicMilliseconds() + leaveGrace)
    }
    link = nil
    connection = RelayConnection()
    waiting = Outbox()
  }
}
