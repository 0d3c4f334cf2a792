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

  /// - Parameters:
  ///   - record: named only where it is not the one that the command would find.
  ///   - workers: what `--workers` is to say; nil where the command needs none.
  static func command(_ words: String, record: String, workers: String? = nil) -> String {
    let isFound = record == (environment("MUSTER_RECORD") ?? RecordOption.standard)
    return "\(quoted(name)) \(words)" + (workers.map { " --workers \(quoted($0))" } ?? "")
      + (isFound ? "" : " --record \(quoted(record))")
  }

  /// What a command needs to find a record that lies in the current folder: " --record FILE", unless it has the usual name.
  static func recordOption(_ record: String) -> String {
    let name = record.split(separator: "/").last.map(String.init) ?? record
    return name == RecordOption.standard ? "" : " --record " + quoted(name)
  }

  /// As a shell would need it.
  static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/._-+,:=@%".utf8.contains(byte)
    }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private static var currentFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
