import Glibc

/// A file that is there whole or not at all: it is written beside its place and moved there.
struct WholeFile {
  let path: String
  private let draft: String
  private let descriptor: Int32

  /// - Throws: `cannotWrite` when its folder cannot be written to.
  init(_ path: String) throws {
    self.path = path
    let draft = "\(folderOf(path))/.\(path.split(separator: "/").last ?? "").\(getpid())"
    descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    self.draft = draft
    if descriptor < 0 { throw Self.failure(path) }
  }

  func write(_ bytes: some Collection<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw abandoned() }
      rest = rest.dropFirst(count)
    }
  }

  /// On the disk, and in its place: the file that was there before is no more.
  func finish() throws {
    guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw abandoned() }
    close(descriptor)
  }

  /// What stopped it, once its draft is gone.
  private func abandoned() -> Failure {
    let failure = Self.failure(path)
    close(descriptor)
    unlink(draft)
    return failure
  }

  private static func failure(_ path: String) -> Failure {
    Failure(
      .cannotWrite, "\(path) cannot be written: \(String(cString: strerror(errno)))",
      help: "make its folder writable, or name another file")
  }
}

func writeFile(_ bytes: some Collection<UInt8>, to path: String) throws {
  let file = try WholeFile(path)
  try file.write(bytes)
  try file.finish()
}
