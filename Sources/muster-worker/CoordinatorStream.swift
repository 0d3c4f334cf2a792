import Glibc

/// The standard streams as the coordinator's. Whatever else this process prints goes to standard error instead, so
/// that a library's message cannot fall among the frames.
struct CoordinatorStream {
  private let input = STDIN_FILENO
  let output: Output
  /// Whole frames, not yet written.
  private var held: [UInt8] = []

  /// From so many bytes on, a call of their own costs less than a copy.
  private static let many = 65_536

  init() {
    output = Output(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3))
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

  /// Writes a whole frame, at the latest with the next ``flush()``. Ends the process when nobody reads it.
  mutating func write(_ bytes: [UInt8], floats: UnsafeBufferPointer<Float> = .init(start: nil, count: 0)) {
    held += bytes
    let size = 4 * floats.count
    if size < Self.many {
      held += UnsafeRawBufferPointer(floats)
      if held.count >= Self.many { flush() }
    } else {
      output.write(held, floats: floats)
      held.removeAll(keepingCapacity: true)
    }
  }

  /// Writes what is held.
  mutating func flush() {
    if held.isEmpty { return }
    output.write(held)
    held.removeAll(keepingCapacity: true)
  }

  /// Writes what is held and this last frame, and ends the process.
  func end(with frame: [UInt8] = [], code: Int32) -> Never {
    output.end(with: held + frame, code: code)
  }
}
