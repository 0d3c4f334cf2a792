import Foundation

func temporaryFolder() -> String {
  var template = Array("/tmp/launching-XXXXXX".utf8CString)
  return mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
}

/// To be called by whoever asked for it.
func removeFolder(_ path: String) {
  guard path.hasPrefix("/tmp/launching-") else { return }
  try? FileManager.default.removeItem(atPath: path)
}
