import Glibc
import Launching
import Synchronization

/// Where threads leave what one thread waits for, which a stop signal wakes too.
final class Mailbox<Letter: Sendable>: Sendable {
  private let letters = Mutex<[Letter]>([])
  private let reading: Int32
  private let writing: Int32

  /// - Throws: `cannotWrite` when there are no descriptors left.
  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw Failure(.cannotWrite, "no pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    close(writing)
  }

  func post(_ letter: Letter) {
    letters.withLock { $0.append(letter) }
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// Waits until there is a letter, the time is up, or a stop signal arrives.
  ///
  /// - Parameters:
  ///   - seconds: how long at most.
  ///   - heedsSignal: whether a stop signal, which stays once it has come, ends the wait.
  func take(seconds: Double, heedsSignal: Bool) -> [Letter] {
    var polls = [
      pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: heedsSignal ? StopSignal.descriptor : -1, events: Int16(POLLIN), revents: 0),
    ]
    poll(&polls, nfds_t(polls.count), Int32(max(0, min(seconds, 3600)) * 1000) + 1)
    var bytes = [UInt8](repeating: 0, count: 512)
    while read(reading, &bytes, bytes.count) > 0 {}
    return letters.withLock { letters in
      defer { letters = [] }
      return letters
    }
  }
}
