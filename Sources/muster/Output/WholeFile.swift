import Glibc

/// A file that is there whole or not at all: it is written beside its place and moved there. A device or a pipe is written as
/// it comes, and a link stays a link.
struct WholeFile {
  /// As the user named it.
  private let name: String
  /// Where the file comes to lie; nil of what is no file.
  private let place: String?
  private let draft: String
  private let descriptor: Int32

  /// - Throws: `cannotWrite` when its folder cannot be written to.
  init(_ path: String) throws {
    name = path
    var there = stat()
    let exists = stat(path, &there) == 0
    if exists, there.st_mode & S_IFMT != S_IFREG {
      (place, draft) = (nil, path)
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      if Self.isDatabase(path) {
        throw Failure(.cannotWrite, "\(path) is a record, and is not written over", help: "name another file")
      }
      let place = absolutePath(path)
      self.place = place
      (draft, descriptor) = Self.openDraft(in: folderOf(place))
      if exists, descriptor >= 0 { fchmod(descriptor, there.st_mode & 0o7777) }
    }
    if descriptor < 0 { throw Self.failure(path) }
  }

  private static func isDatabase(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    let mark = Array("SQLite format 3\0".utf8)
    var start = [UInt8](repeating: 0, count: mark.count)
    return read(file, &start, start.count) == mark.count && start == mark
  }

  /// A new file that no other process has; its descriptor is below zero where there can be none.
  private static func openDraft(in folder: String) -> (String, Int32) {
    for number in 0..<1000 {
      let draft = "\(folder)/.muster-\(getpid())-\(number)"
      let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 || errno != EEXIST { return (draft, descriptor) }
    }
    return ("", -1)
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
    if let place {
      guard fsync(descriptor) == 0, rename(draft, place) == 0 else { throw abandoned() }
      syncFolder(of: place)
    }
    close(descriptor)
  }

  /// What stopped it, once its draft is gone.
  private func abandoned() -> Failure {
    let failure = Self.failure(name)
    close(descriptor)
    if place != nil { unlink(draft) }
    return failure
  }

  private static func failure(_ path: String) -> Failure {
    let help =
      [EACCES, EPERM, EROFS].contains(errno)
      ? "make its folder writable, or name another file" : "name another file"
    return Failure(.cannotWrite, "\(path) cannot be written: \(String(cString: strerror(errno)))", help: help)
  }
}

/// That a file was moved is on the disk only with its folder; where a folder cannot be synchronised, nothing is lost but that.
private func syncFolder(of path: String) {
  let folder = open(folderOf(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folder >= 0 else { return }
  fsync(folder)
  close(folder)
}

func writeFile(_ bytes: some Collection<UInt8>, to path: String) throws {
  let file = try WholeFile(path)
  try file.write(bytes)
  try file.finish()
}
