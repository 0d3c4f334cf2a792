import Datasets
import Glibc

/// The folders below which the worker opens data: its operator's word, which no coordinator can change.
struct DataRoots {
  /// None allows every file.
  let folders: [String]

  /// The bytes of a file that may be opened.
  ///
  /// - Throws: `unreadable`, naming the roots, for a file that lies elsewhere once all links are followed.
  func open(_ path: String) throws(DatasetError) -> FileBytes {
    if folders.isEmpty { return try mapFile(path) }
    let roots = folders.compactMap(realPath)
    guard let place = realPath(path) else {
      let reason = String(cString: strerror(errno))
      throw unreadable(path, isNamed(path, below: roots) ? reason : refusal)
    }
    guard roots.contains(where: { lies(place, below: $0) }) else { throw unreadable(path, refusal) }
    do { return try mapFile(place) } catch { throw DatasetError(path: path, kind: error.kind) }
  }

  private var refusal: String { "this worker opens only files below \(folders.joined(separator: ", "))" }

  /// Whether it may be told why a path leads nowhere: not whether there is a file outside the roots.
  private func isNamed(_ path: String, below roots: [String]) -> Bool {
    !path.split(separator: "/").contains("..")
      && (folders + roots).contains { lies(path, below: $0) }
  }

  private func lies(_ path: String, below folder: String) -> Bool {
    path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  private func unreadable(_ path: String, _ reason: String) -> DatasetError {
    DatasetError(path: path, kind: .unreadable(reason: reason))
  }
}

/// The path with all links followed; nil, with the reason in `errno`, when it leads nowhere.
private func realPath(_ path: String) -> String? {
  guard let place = realpath(path, nil) else { return nil }
  defer { free(place) }
  return String(cString: place)
}
