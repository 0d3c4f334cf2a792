import Glibc

/// How to call this program again, as the user would type it here.
enum Invocation {
  /// The name it was called by: "muster" if it was found on the PATH, else its path, short if it lies below this folder.
  static var name: String {
    let called = CommandLine.arguments.first ?? "muster"
    guard called.contains("/"), let folder = currentFolder, called.hasPrefix(folder + "/") else {
      return called
    }
    return String(called.dropFirst(folder.count + 1))
  }

  /// - Parameter record: named only where it is not the one that the command would find.
  static func command(_ words: String, record: String) -> String {
    let isFound = record == (environment("MUSTER_RECORD") ?? RecordOption.standard)
    return "\(name) \(words)" + (isFound ? "" : " --record \(record)")
  }

  private static var currentFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
