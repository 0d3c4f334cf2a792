import Glibc
import Synchronization

/// Who holds a record's lock.
package struct LockHolder: Sendable, Equatable, CustomStringConvertible {
  package var pid: Int
  package var host: String
  package var since: String
  /// The job that is running, once one is.
  package var job: String?

  package init(pid: Int, host: String, since: String, job: String? = nil) {
    self.pid = pid
    self.host = host
    self.since = since
    self.job = job
  }

  package var description: String {
    "process \(pid) on \(host) since \(since)" + (job.map { ", which runs \($0)" } ?? "")
  }

  /// One line each; a job's name holds no line break.
  fileprivate var text: String { [String(pid), host, since, job ?? ""].joined(separator: "\n") + "\n" }

  fileprivate init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 4, let pid = Int(lines[0]) else { return nil }
    self.init(pid: pid, host: lines[1], since: lines[2], job: lines[3].isEmpty ? nil : lines[3])
  }
}

/// The kernel's lock on `RECORD.lock`: one writer at a time, and free the moment its process ends, however it
/// ends.
///
/// It is an open-file-description lock: unlike a lock of the process it also holds off a second writer in the
/// same process, and it can be asked for without being taken. It is not on the record itself, because closing
/// any descriptor of that file would drop SQLite's own locks. The file is removed with the lock; after a kill
/// it stays, unlocked.
final class WriterLock: Sendable {
  // fcntl.h declares these two only under _GNU_SOURCE.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37

  private let path: String
  /// nil once released.
  private let descriptor: Mutex<Int32?>

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// The file goes first, while the lock still keeps others from taking it.
  func release() {
    descriptor.withLock { descriptor in
      guard let open = descriptor else { return }
      unlink(path)
      close(open)
      descriptor = nil
    }
  }

  enum Failure: Error, Equatable {
    case held(LockHolder?)
    case system(String)
  }

  /// Takes the lock, trying again every 50 ms for as long as `waitSeconds`. No signal is blocked or handled
  /// meanwhile.
  static func acquire(path: String, waitSeconds: Double) throws(Failure) -> WriterLock {
    let deadline = ContinuousClock.now + .seconds(min(max(0, waitSeconds), 1e9))
    while true {
      if let lock = try attempt(path: path) { return lock }
      if ContinuousClock.now >= deadline { throw .held(holder(path: path)) }
      usleep(50_000)
    }
  }

  /// Whether a writer is at work now.
  static func isHeld(path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var request = wholeFile(F_WRLCK)
    let status = withUnsafeMutablePointer(to: &request) { fcntl(descriptor, getLock, $0) }
    return status == 0 && request.l_type != Int16(F_UNLCK)
  }

  /// Tells others who holds the lock.
  func announce(_ holder: LockHolder) {
    let bytes = Array(holder.text.utf8)
    descriptor.withLock { descriptor in
      guard let descriptor else { return }
      ftruncate(descriptor, 0)
      pwrite(descriptor, bytes, bytes.count, 0)
    }
  }

  /// - Returns: nil when another holds it.
  private static func attempt(path: String) throws(Failure) -> WriterLock? {
    // Close-on-exec, so that no worker inherits the lock and outlives its controller with it.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
    var request = wholeFile(F_WRLCK)
    let status = withUnsafeMutablePointer(to: &request) { fcntl(descriptor, setLock, $0) }
    // Its last holder may have removed the file between the two calls: then this lock is of nothing.
    if status == 0, names(path, descriptor) { return WriterLock(path: path, descriptor: descriptor) }
    let code = errno
    close(descriptor)
    if status != 0 && code != EAGAIN && code != EACCES { throw .system(String(cString: strerror(code))) }
    return nil
  }

  private static func names(_ path: String, _ descriptor: Int32) -> Bool {
    var named = stat()
    var opened = stat()
    return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0 && named.st_ino == opened.st_ino
      && named.st_dev == opened.st_dev
  }

  private static func wholeFile(_ type: Int32) -> flock {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    return lock
  }

  private static func holder(path: String) -> LockHolder? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? LockHolder(text: String(decoding: bytes[..<count], as: UTF8.self)) : nil
  }
}
