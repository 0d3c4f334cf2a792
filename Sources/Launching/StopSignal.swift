import Glibc
import Synchronization

/// The first interrupt (SIGINT) or request to end (SIGTERM), kept as a flag that
/// ``PoolLauncher/wait(milliseconds:leaving:)`` notices, however many threads wait. A second one ends the process at once,
/// as without this.
package enum StopSignal {
  private static let number = Atomic<Int32>(0)
  /// A pipe that the handler writes to, so that a wait that is about to begin returns too.
  private static let bell = Atomic<Int32>(-1)
  private static let listener = Atomic<Int32>(-1)

  /// The signal that arrived; nil before.
  package static var received: Int32? {
    let value = number.load(ordering: .acquiring)
    return value == 0 ? nil : value
  }

  /// To be called once, before workers are started.
  package static func install() {
    guard let pipe = try? Pipe() else { return }
    makeNonBlocking(pipe.reading)
    makeNonBlocking(pipe.writing)
    listener.store(pipe.reading, ordering: .releasing)
    bell.store(pipe.writing, ordering: .releasing)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in StopSignal.note(signal) }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    for signal in [SIGINT, SIGTERM] { sigaction(signal, &action, nil) }
  }

  /// Readable from the moment a signal has arrived, for everybody and for good; -1 without ``install()``.
  package static var descriptor: Int32 { listener.load(ordering: .acquiring) }

  /// Runs inside the signal handler: only atomics and `write`.
  private static func note(_ signal: Int32) {
    let saved = errno
    number.store(signal, ordering: .releasing)
    var byte: UInt8 = 1
    _ = write(bell.load(ordering: .relaxed), &byte, 1)
    errno = saved
  }
}
