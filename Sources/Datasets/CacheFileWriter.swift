import Determinism
import Glibc

/// A file of the cache while it is written, under a name that nobody looks for; it goes unless it is
/// finished.
struct CacheFileWriter: ~Copyable {
  /// How the name begins; six letters follow.
  static let prefix = "muster-unfinished-"

  private let descriptor: Int32
  private let path: String
  private var hash = SHA256()
  private var count = 0
  private var isWritten = true

  /// - Returns: nil when the folder cannot be written to.
  init?(folder: String) {
    var template = Array((folder + "/" + Self.prefix + "XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // Gone already if the file was given its name.
    unlink(path)
    close(descriptor)
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bytes)
    count += bytes.count
    var rest = bytes[...]
    while !rest.isEmpty, isWritten {
      let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      isWritten = written > 0
      rest = rest.dropFirst(max(0, written))
    }
  }

  mutating func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { write($0) }
  }

  /// Writes zeros up to the next multiple of 64 bytes: arrays begin at a cache line.
  mutating func pad() {
    write(Array(repeating: 0, count: padded(count) - count))
  }

  /// Makes it a file that cannot be finished.
  mutating func discard() {
    isWritten = false
  }

  /// Ends the file with the digest of all before and gives it its name, for which it replaces a file that had
  /// it.
  /// - Returns: nil when the file could not be written.
  mutating func finish(as name: String) -> (digest: Digest, identity: FileIdentity)? {
    let digest = hash.finalize()
    hash = SHA256()
    write(digest.bytes)
    // On the disk before it has a name by which it is believed.
    guard isWritten, fdatasync(descriptor) == 0, rename(path, name) == 0,
      let identity = FileIdentity(descriptor)
    else { return nil }
    return (digest, identity)
  }
}

/// The next multiple of 64.
func padded(_ count: Int) -> Int { (count + 63) / 64 * 64 }
