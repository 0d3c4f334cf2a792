import Glibc

/// The standard streams as the coordinator's. Whatever else this process prints goes to standard error instead, so
/// that a library's message cannot fall among the frames.
struct CoordinatorStream {
  private let input = STDIN_FILENO
  private let output: Int32
  /// Written, but not yet to the descriptor.
  private var held: [UInt8] = []

  /// From so many bytes on, a call of their own costs less than a copy.
  private static let many = 65_536

  init() {
    output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(STDERR_FILENO, STDOUT_FILENO)
  }

  /// What has arrived, at least one byte. Ends the process when nothing more will come.
  func read() -> [UInt8] {
    let capacity = 256 << 10
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        count = Glibc.read(input, buffer.baseAddress, capacity)
        initialized = max(0, count)
      }
      if count > 0 { return bytes }
      if count == 0 || !mayContinue(input, Int16(POLLIN)) { _exit(0) }
    }
  }

  /// Writes all of it, at the latest with the next ``flush()``. Ends the process when nobody reads it.
  mutating func write(_ bytes: [UInt8], floats: UnsafeBufferPointer<Float> = .init(start: nil, count: 0)) {
    let floats = UnsafeRawBufferPointer(floats)
    held += bytes
    if floats.count < Self.many {
      held += floats
    } else {
      flush()
      writeNow(floats)
    }
    if held.count >= Self.many { flush() }
  }

  /// Writes what is held.
  mutating func flush() {
    held.withUnsafeBytes(writeNow)
    held.removeAll(keepingCapacity: true)
  }

  private func writeNow(_ bytes: UnsafeRawBufferPointer) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(output, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count < 0 && !mayContinue(output, Int16(POLLOUT)) { _exit(0) }
      written += max(0, count)
    }
  }

  /// After a failed call: whether to try again, which is when a signal came or, once ready, when a stream that does
  /// not block was not.
  private func mayContinue(_ descriptor: Int32, _ events: Int16) -> Bool {
    if errno == EINTR { return true }
    guard errno == EAGAIN else { return false }
    var ready = pollfd(fd: descriptor, events: events, revents: 0)
    poll(&ready, 1, -1)
    return true
  }
}

/// Ends the process as soon as the coordinator closes standard input, even in the midst of training: it is gone, or
/// has no more use for this worker. The watcher sleeps until then.
func exitOnHangUp() {
  var thread = pthread_t()
  let watch: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { _ in
    var input = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
    while poll(&input, 1, -1) < 0 && errno == EINTR {}
    _exit(0)
  }
  pthread_create(&thread, nil, watch, nil)
}
