import Glibc

/// The whole of a regular file, in memory of its own.
package func readFile(_ path: String) throws(DatasetError) -> [UInt8] {
  let (file, identity) = try opened(path)
  defer { close(file) }
  return try contents(of: file, path: path, size: identity.size)
}

/// From this size on a file is mapped; a smaller one is as quickly read, and can then not change any more.
private let mappedSize = 1 << 20

/// The bytes of a regular file: read if it is small, mapped if it is large.
package func mapFile(_ path: String) throws(DatasetError) -> FileBytes {
  let (file, identity) = try opened(path)
  guard identity.size >= mappedSize else {
    defer { close(file) }
    return FileBytes(try contents(of: file, path: path, size: identity.size))
  }
  return FileBytes(try MappedFile(path: path, descriptor: file, identity: identity))
}

func unreadable(_ path: String) -> DatasetError {
  DatasetError(path: path, kind: .unreadable(reason: String(cString: strerror(errno))))
}

/// For a file that was written to while it was in use.
func changed(_ path: String) -> DatasetError {
  DatasetError(path: path, kind: .unreadable(reason: "it was written to while it was in use"))
}

private func opened(_ path: String) throws(DatasetError) -> (descriptor: Int32, identity: FileIdentity) {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { throw unreadable(path) }
  var status = stat()
  guard fstat(file, &status) == 0 else {
    let error = unreadable(path)
    close(file)
    throw error
  }
  guard status.st_mode & S_IFMT == S_IFREG else {
    close(file)
    throw DatasetError(path: path, kind: .unreadable(reason: "not a regular file"))
  }
  return (file, FileIdentity(status))
}

private func contents(of file: Int32, path: String, size: Int) throws(DatasetError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: size)
  var filled = 0
  while filled < bytes.count {
    let count = bytes.withUnsafeMutableBytes {
      read(file, $0.baseAddress?.advanced(by: filled), $0.count - filled)
    }
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw unreadable(path) }
    guard count > 0 else { throw changed(path) }
    filled += count
  }
  return bytes
}
