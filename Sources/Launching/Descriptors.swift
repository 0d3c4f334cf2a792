import Glibc

/// Both ends of a new pipe. Neither is passed on to a child, and neither takes the place of a standard stream.
struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws(LaunchError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw LaunchError("no pipe to a worker can be opened: \(lastError())") }
    reading = Self.private(ends[0])
    writing = Self.private(ends[1])
    enlarge(writing)
  }

  func close() {
    _ = Glibc.close(reading)
    _ = Glibc.close(writing)
  }

  /// Where a program was started without standard streams, a pipe's end could get one of their numbers.
  private static func `private`(_ descriptor: Int32) -> Int32 {
    guard descriptor <= 2 else {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    _ = Glibc.close(descriptor)
    return moved
  }
}

/// Lets a pipe hold more, for fewer switches between its processes; refused without harm when it is none, and when the
/// user has many large pipes already.
func enlarge(_ descriptor: Int32) {
  let setPipeSize: Int32 = 1031
  _ = fcntl(descriptor, setPipeSize, 1 << 20)
}

func makeNonBlocking(_ descriptor: Int32) {
  _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
}

/// What a read from a non-blocking descriptor gave.
enum ReadOutcome {
  case bytes([UInt8])
  case nothingYet
  case ended
}

func readOnce(_ descriptor: Int32) -> ReadOutcome {
  var count = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: 256 << 10) { buffer, initialized in
    count = read(descriptor, buffer.baseAddress, buffer.count)
    initialized = max(0, count)
  }
  if count > 0 { return .bytes(bytes) }
  return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothingYet : .ended
}

func lastError() -> String { String(cString: strerror(errno)) }

/// Milliseconds since some fixed moment.
func monotonicMilliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
