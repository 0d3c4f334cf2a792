import Determinism
import Glibc

/// A folder of files that save work and that may be deleted at any time: digests of large files that have not
/// changed since, and data sets as they were prepared.
///
/// Every file is written whole or not at all and ends with the digest of what it holds, so that any number of
/// processes may share the folder, and a damaged file costs no more than the work it would have saved. A
/// folder that cannot be written to is a cache in which nothing is found.
package struct DataCache: Sendable {
  let folder: String
  let mostBytes: Int
  let settlingTime: Int

  /// - Parameters:
  ///   - mostBytes: what the folder may hold; the files least recently used go first.
  ///   - settlingTime: in nanoseconds. A file changed less than so long ago may be changed again within
  ///     one tick of the file system's clock, so its digest is not remembered yet.
  package init(folder: String, mostBytes: Int = 32 << 30, settlingTime: Int = 2_000_000_000) {
    self.folder = folder
    self.mostBytes = mostBytes
    self.settlingTime = settlingTime
  }

  /// The user's: `$MUSTER_CACHE`, else `$XDG_CACHE_HOME/muster`, else `$HOME/.cache/muster`.
  /// - Returns: nil when none is set, or `MUSTER_CACHE` is empty.
  package static func ofUser() -> DataCache? {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    if let folder = value("MUSTER_CACHE") { return folder.isEmpty ? nil : DataCache(folder: folder) }
    // The XDG Base Directory Specification: a relative path is as good as none.
    if let caches = value("XDG_CACHE_HOME"), caches.hasPrefix("/") {
      return DataCache(folder: caches + "/muster")
    }
    guard let home = value("HOME"), home.hasPrefix("/") else { return nil }
    return DataCache(folder: home + "/.cache/muster")
  }

  /// What a file of the cache is.
  enum Content: String {
    case digest, rows
  }

  /// - Parameter key: names what the file was made of.
  func path(_ key: Digest, _ content: Content) -> String { "\(folder)/\(key.hex).\(content.rawValue)" }

  /// Writes a file under a name of its own and then gives it its name.
  /// - Returns: nil when it could not be written.
  func create(
    _ path: String, _ write: (inout CacheFileWriter) -> Void
  ) -> (digest: Digest, identity: FileIdentity)? {
    makeFolders()
    guard var file = CacheFileWriter(folder: folder) else { return nil }
    write(&file)
    return file.finish(as: path)
  }

  /// Whether a file of so many bytes leaves the file system at least as much again.
  func hasRoom(for bytes: Int) -> Bool {
    makeFolders()
    var status = statvfs()
    guard bytes <= mostBytes, statvfs(folder, &status) == 0, status.f_frsize > 0 else { return false }
    return UInt64(bytes) / UInt64(status.f_frsize) < UInt64(status.f_bavail) / 2
  }

  private func makeFolders() {
    guard access(folder, F_OK) != 0 else { return }
    for (index, byte) in Array(folder.utf8).enumerated() where byte == UInt8(ascii: "/") && index > 0 {
      mkdir(String(decoding: folder.utf8.prefix(index), as: UTF8.self), 0o700)
    }
    mkdir(folder, 0o700)
  }
}
