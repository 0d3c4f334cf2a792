import Determinism
import Glibc

/// What a file system says of a file, by which a change of its contents shows, as git's index tells it.
struct FileIdentity: Sendable, Equatable {
  let device: UInt64
  let inode: UInt64
  let size: Int
  /// Of its contents, in nanoseconds since 1970.
  let modified: Int
  /// Of its contents, name or permissions.
  let changed: Int

  /// - Returns: nil when the descriptor is none.
  init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modified = nanoseconds(status.st_mtim)
    changed = nanoseconds(status.st_ctim)
  }

  /// Whether the contents are as they were when `earlier` was taken of the same open file.
  func hasContents(of earlier: FileIdentity) -> Bool {
    size == earlier.size && modified == earlier.modified
  }

  /// Whether the last change lies so many nanoseconds back.
  func isOlder(than age: Int) -> Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return max(modified, changed) <= nanoseconds(now) - age
  }

  /// Names the contents of one file of this machine.
  var digest: Digest {
    var writer = CanonicalWriter()
    writer.write("muster file identity")
    writer.write(device)
    writer.write(inode)
    for value in [size, modified, changed] { writer.write(value) }
    return Digest.of(writer.bytes)
  }
}

private func nanoseconds(_ time: timespec) -> Int {
  Int(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int(time.tv_nsec)
}
