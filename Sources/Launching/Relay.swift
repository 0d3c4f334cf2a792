import Glibc
package import WorkerProtocol

/// The far end of a connection that many workers share: it starts workers of this machine when it is told to, and
/// passes their bytes on. It never waits for one of them; what a worker does not read yet is kept.
package struct Relay {
  /// From so many bytes on that the coordinator has not read, no more are read from the workers.
  private static let enough = 1 << 20
  /// More workers at a time than this are refused.
  private static let workerLimit = 1024

  private var workers: LocalWorkers
  private var reader = RelayReader()
  private var outbox = Outbox()
  private let input: Int32
  private let output: Int32

  /// - Parameters:
  ///   - command: a path to the worker program, and its arguments.
  ///   - input: where the coordinator's chunks come from.
  ///   - output: where those for the coordinator go.
  package init(command: [String], input: Int32, output: Int32, grace: Int = 500) {
    workers = LocalWorkers(command: command, environment: [], grace: grace)
    (self.input, self.output) = (input, output)
    signal(SIGPIPE, SIG_IGN)
    for descriptor in [input, output] {
      enlarge(descriptor)
      makeNonBlocking(descriptor)
    }
  }

  /// Serves the coordinator until it is gone, and ends the workers.
  ///
  /// - Parameter bytes: chunks that were read before.
  /// - Throws: when the coordinator's stream cannot be trusted any more.
  package mutating func run(_ bytes: [UInt8]) throws(ProtocolError) {
    defer { workers.stopAndReap() }
    outbox.append(RelayConnection.answer[...])
    try obey(bytes)
    while outbox.write(to: output), try serve() {}
  }

  /// Waits until something can be done, and does it.
  ///
  /// - Returns: false when the coordinator is gone.
  private mutating func serve() throws(ProtocolError) -> Bool {
    let left = outbox.count < Self.enough ? [] : Set(workers.workers)
    var polls = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: outbox.isEmpty ? -1 : output, events: Int16(POLLOUT), revents: 0),
    ]
    polls += workers.polls(leaving: left)
    let ready = poll(&polls, nfds_t(polls.count), Int32(workers.patience))
    if ready < 0 { return errno == EINTR }
    for event in workers.serve(polls[2...], isQuiet: ready == 0) { tell(event) }
    return polls[0].revents == 0 ? true : try listen()
  }

  private mutating func tell(_ event: WorkerEvent) {
    switch event {
    case .received(let worker, let bytes):
      outbox.append(RelayMessage.header(ofData: bytes.count, worker: worker)[...])
      outbox.append(bytes[...])
    case .closed(let worker, let end):
      outbox.append(RelayMessage.ended(worker: worker, reason: end.reason).encoded[...])
    }
  }

  private mutating func listen() throws(ProtocolError) -> Bool {
    switch readOnce(input) {
    case .bytes(let bytes): try obey(bytes)
    case .nothingYet: break
    case .ended: return false
    }
    return true
  }

  private mutating func obey(_ bytes: [UInt8]) throws(ProtocolError) {
    var rest = bytes[...]
    while let message = try reader.next(&rest) {
      switch message {
      case .start(let worker): try start(worker)
      case .stop(let worker): workers.stop(worker: worker)
      case .data(let worker, let bytes): workers.send(bytes, to: worker)
      case .ended: throw .unexpected(message: message.name, "only a relay gives it")
      }
    }
    workers.flush()
  }

  private mutating func start(_ worker: Int) throws(ProtocolError) {
    if workers.workers.contains(worker) {
      throw .unexpected(message: "start", "worker \(worker) was started before")
    }
    do throws(LaunchError) {
      guard workers.workers.count < Self.workerLimit else {
        throw LaunchError("\(Self.workerLimit) workers run there already")
      }
      try workers.start(worker: worker)
    } catch {
      tell(.closed(worker: worker, WorkerEnd(.ended, reason: error.description)))
    }
  }
}
