import Glibc

/// A running program that leads to workers, or is one: what is to be written to it, and what it says of itself.
struct Link {
  /// How a link that is given up ends.
  enum Farewell {
    /// Its input ends; after the grace it is killed.
    case endOfInput
    /// It is asked by SIGTERM too.
    case termination
  }

  private let child: ChildProcess
  private var outbox = Outbox()
  private var errorTail = ErrorTail()
  /// nil once closed.
  private var input: Int32?
  private var output: Int32?
  private var errors: Int32?
  /// When it is killed, in monotonic milliseconds, once its output is closed or it is given up.
  private var overdue: Int?
  private var wasKilled = false
  /// Whether it is given up: nothing more is heard of it.
  private(set) var isLeaving = false

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - outbox: what it gets first.
  ///   - hasHeirs: whether what it started may end by itself after it.
  init(
    _ command: [String], environment: [(name: String, value: String)], outbox: Outbox = Outbox(),
    hasHeirs: Bool = false
  ) throws(LaunchError) {
    child = try ChildProcess(command, environment: environment, hasHeirs: hasHeirs)
    (input, output, errors) = (child.input, child.output, child.errors)
    self.outbox = outbox
  }

  /// Tells it from all other links.
  var id: pid_t { child.pid }

  /// Whether its end is near and may not make a descriptor ready.
  var isEnding: Bool { output == nil }

  /// Always three; poll skips those that are closed or have nothing to do.
  ///
  /// - Parameter isLeft: nothing is to be read from its output.
  func polls(isLeft: Bool) -> [pollfd] {
    [
      pollfd(fd: outbox.isEmpty ? -1 : input ?? -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: isLeft ? -1 : output ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors ?? -1, events: Int16(POLLIN), revents: 0),
    ]
  }

  mutating func send(_ bytes: [UInt8], floats: [Float] = []) {
    if input != nil { outbox.append(bytes, floats: floats) }
  }

  mutating func send(_ bytes: ArraySlice<UInt8>) {
    if input != nil { outbox.append(bytes) }
  }

  /// Writes what it takes now of what it was sent.
  mutating func flush() {
    guard let descriptor = input, !outbox.isEmpty, !outbox.write(to: descriptor) else { return }
    close(&input)
    outbox = Outbox()
  }

  /// Does what poll found possible.
  ///
  /// - Returns: bytes from its output, if any.
  mutating func serve(_ ready: ArraySlice<pollfd>) -> [UInt8]? {
    let (write, read, complaint) = (ready.startIndex, ready.startIndex + 1, ready.startIndex + 2)
    if ready[complaint].revents != 0 { readErrors() }
    if ready[write].revents != 0 { flush() }
    guard ready[read].revents != 0, let descriptor = output else { return nil }
    switch readOnce(descriptor) {
    case .bytes(let bytes): return bytes
    case .nothingYet: break
    case .ended: close(&output)
    }
    return nil
  }

  /// Reaps it if it has ended and all it said is heard.
  ///
  /// - Parameter isQuiet: nothing was ready for a while; something it started may keep its output open.
  mutating func ending(isQuiet: Bool, now: Int, grace: Int) -> LinkEnd? {
    guard isEnding || isQuiet else { return nil }
    guard child.hasEnded else {
      if isEnding { killWhenOverdue(now: now, grace: grace) }
      return nil
    }
    let status = child.reap()
    readErrors()
    closeAll()
    return LinkEnd(status: status, lines: errorTail.lines, wasKilled: wasKilled && !isLeaving)
  }

  /// Gives it up. What it was sent leaves if it takes it now.
  mutating func leave(_ farewell: Farewell = .endOfInput, overdue: Int) {
    if isLeaving { return }
    flush()
    close(&input)
    close(&output)
    outbox = Outbox()
    isLeaving = true
    self.overdue = overdue
    if case .termination = farewell { child.terminate() }
  }

  private mutating func killWhenOverdue(now: Int, grace: Int) {
    let end = overdue ?? now + grace
    overdue = end
    if now >= end {
      child.kill()
      wasKilled = true
    }
  }

  private mutating func readErrors() {
    while let descriptor = errors {
      switch readOnce(descriptor) {
      case .bytes(let bytes): errorTail.append(bytes)
      case .nothingYet: return
      case .ended: close(&errors)
      }
    }
  }

  private mutating func closeAll() {
    close(&input)
    close(&output)
    close(&errors)
  }

  private func close(_ descriptor: inout Int32?) {
    if let open = descriptor { _ = Glibc.close(open) }
    descriptor = nil
  }
}
