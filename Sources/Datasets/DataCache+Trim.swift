import Determinism
import Glibc

extension DataCache {
  private static let mostFiles = 10_000

  /// Deletes the files least recently used until there are few enough, of ``mostBytes`` at most, and what a
  /// killed process left unfinished. Files that are not the cache's own are left alone.
  func trim() {
    let files = files()
    let dayAgo = time(nil) - 86_400
    for file in files where file.isUnfinished && file.used < dayAgo { unlink(file.path) }
    let finished = files.filter { !$0.isUnfinished }.sorted { ($0.used, $0.path) < ($1.used, $1.path) }
    var bytes = finished.reduce(0) { $0 + $1.bytes }
    for (index, file) in finished.enumerated() {
      if bytes <= mostBytes && finished.count - index <= Self.mostFiles { return }
      unlink(file.path)
      bytes -= file.bytes
    }
  }

  private func files() -> [CachedFile] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var files: [CachedFile] = []
    while let entry = readdir(entries) {
      let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
      }
      if let file = CachedFile(name, in: folder) { files.append(file) }
    }
    return files
  }
}

private struct CachedFile {
  let path: String
  let isUnfinished: Bool
  let bytes: Int
  /// In seconds since 1970; as exact as the file system keeps it, which is often a day.
  let used: Int

  /// - Returns: nil for a file that is not the cache's own.
  init?(_ name: String, in folder: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    isUnfinished =
      name.hasPrefix(CacheFileWriter.prefix) && name.utf8.count == CacheFileWriter.prefix.utf8.count + 6
    let isFinished =
      parts.count == 2 && Digest(hex: parts[0]) != nil && DataCache.Content(rawValue: parts[1]) != nil
    path = folder + "/" + name
    var status = stat()
    guard isUnfinished || isFinished, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    bytes = Int(status.st_size)
    used = max(status.st_atim.tv_sec, status.st_mtim.tv_sec)
  }
}
