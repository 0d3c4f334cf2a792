import Determinism
import Glibc
import WorkerProtocol

/// The file of a worker's secret key: 64 hexadecimal digits that only its owner can read.
struct KeyFile {
  let path: String

  /// `$MUSTER_WORKER_KEY`, else `muster/worker.key` in `$XDG_CONFIG_HOME` or `$HOME/.config`.
  static func ofUser() throws(Failure) -> KeyFile {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    if let path = value("MUSTER_WORKER_KEY"), !path.isEmpty { return KeyFile(path: path) }
    // The XDG Base Directory Specification: a relative path is as good as none.
    if let folder = value("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return KeyFile(path: folder + "/muster/worker.key")
    }
    guard let home = value("HOME"), home.hasPrefix("/") else {
      throw Failure(
        "there is no place for this worker's key: neither HOME nor XDG_CONFIG_HOME is set",
        help: "set MUSTER_WORKER_KEY to a file")
    }
    return KeyFile(path: home + "/.config/muster/worker.key")
  }

  /// The key in the file, which is made if there is none.
  func key() throws(Failure) -> SigningKey {
    if let key = try read() { return key }
    try make()
    guard let key = try read() else { throw trouble("disappears while it is made") }
    return key
  }

  /// - Returns: nil when there is no such file.
  private func read() throws(Failure) -> SigningKey? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if file < 0 && errno == ENOENT { return nil }
    guard file >= 0 else { throw trouble("cannot be read: \(lastError())") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw trouble("is not a regular file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw Failure("the key \(path) can be read or written by others", help: "chmod 600 \(path)")
    }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = Glibc.read(file, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    guard let seed = [UInt8](hex: text.filter { !$0.isWhitespace }), seed.count == 32 else {
      throw Failure(
        "the key \(path) is not 64 hexadecimal digits", help: "remove it, and a new one is made")
    }
    return SigningKey(seed: seed)
  }

  /// Writes a new key under a name of its own and gives it the file's name if no other worker was faster: whatever
  /// happens, the file is whole, and all workers have the same.
  private func make() throws(Failure) {
    makeFolders()
    let seed = try randomBytes(32), name = "\(path).\(try randomBytes(8).hex)"
    let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw trouble("cannot be made: \(lastError())") }
    defer { unlink(name) }
    let line = Array((seed.hex + "\n").utf8)
    let isWritten = write(file, line, line.count) == line.count && fsync(file) == 0
    let reason = lastError()
    close(file)
    guard isWritten else { throw trouble("cannot be written: \(reason)") }
    guard link(name, path) == 0 || errno == EEXIST else { throw trouble("cannot be made: \(lastError())") }
  }

  private func makeFolders() {
    for (index, byte) in Array(path.utf8).enumerated() where byte == UInt8(ascii: "/") && index > 0 {
      mkdir(String(decoding: path.utf8.prefix(index), as: UTF8.self), 0o700)
    }
  }

  private func trouble(_ reason: String) -> Failure {
    Failure(
      "the key \(path) \(reason)", help: "mend that, or set MUSTER_WORKER_KEY to a file that can be written")
  }
}

/// At most 256, of the kernel, fit for secrets.
private func randomBytes(_ count: Int) throws(Failure) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  guard getentropy(&bytes, count) == 0 else { throw Failure("no random numbers: \(lastError())") }
  return bytes
}

private func lastError() -> String { String(cString: strerror(errno)) }
