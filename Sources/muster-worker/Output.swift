import Glibc
import Synchronization

/// The stream to the coordinator. Frames go into it whole: of the two threads that write, one waits until the other
/// is done.
final class Output: Sendable {
  let descriptor: Int32
  /// When something was last written, in monotonic seconds.
  private let lastWrite = Mutex(monotonicSeconds())

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Writes frames, the last of them up to its floats, and these. Ends the process when nobody reads it.
  func write(_ frames: [UInt8], floats: UnsafeBufferPointer<Float> = .init(start: nil, count: 0)) {
    lastWrite.withLock { last in
      frames.withUnsafeBytes(writeNow)
      writeNow(UnsafeRawBufferPointer(floats))
      last = monotonicSeconds()
    }
  }

  /// Writes a frame if nothing was written for so many seconds.
  ///
  /// - Returns: how many seconds from now it may be due next.
  func write(_ frame: [UInt8], afterSilenceOf interval: Double) -> Double {
    lastWrite.withLock { last in
      if monotonicSeconds() - last >= interval {
        frame.withUnsafeBytes(writeNow)
        last = monotonicSeconds()
      }
      return last + interval - monotonicSeconds()
    }
  }

  /// Writes the last frames of this process, which ends with this code before anything can follow them.
  func end(with frames: [UInt8], code: Int32) -> Never {
    lastWrite.withLock { _ in
      frames.withUnsafeBytes(writeNow)
      _exit(code)
    }
  }

  private func writeNow(_ bytes: UnsafeRawBufferPointer) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count < 0 && !mayContinue(descriptor, Int16(POLLOUT)) { _exit(0) }
      written += max(0, count)
    }
  }
}

/// After a failed call: whether to try again, which is when a signal came or, once ready, when a stream that does not
/// block was not.
func mayContinue(_ descriptor: Int32, _ events: Int16) -> Bool {
  if errno == EINTR { return true }
  guard errno == EAGAIN else { return false }
  var ready = pollfd(fd: descriptor, events: events, revents: 0)
  poll(&ready, 1, -1)
  return true
}
