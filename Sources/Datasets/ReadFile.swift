import Glibc

/// The whole of a regular file.
package func readFile(_ path: String) throws(DatasetError) -> [UInt8] {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { throw unreadable(path) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw unreadable(path) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw DatasetError(path: path, kind: .unreadable(reason: "not a regular file"))
  }
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
  var filled = 0
  while filled < bytes.count {
    let count = bytes.withUnsafeMutableBytes {
      read(file, $0.baseAddress?.advanced(by: filled), $0.count - filled)
    }
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw unreadable(path) }
    // The file was cut while it was read.
    guard count > 0 else { throw DatasetError(path: path, kind: .unreadable(reason: "its length changed")) }
    filled += count
  }
  return bytes
}

private func unreadable(_ path: String) -> DatasetError {
  DatasetError(path: path, kind: .unreadable(reason: String(cString: strerror(errno))))
}
