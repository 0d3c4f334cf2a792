import Glibc

/// This process's environment.
func ownEnvironment() -> [(name: String, value: String)] {
  var entries: [(name: String, value: String)] = []
  var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
  while let place = entry, let text = place.pointee {
    let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 { entries.append((String(parts[0]), String(parts[1]))) }
    entry = place + 1
  }
  return entries
}

/// The path of a program that PATH leads to, or that lies where such programs are installed: cron's PATH is short.
func program(_ name: String, help: String) throws(LaunchError) -> String {
  let path = getenv("PATH").map { String(cString: $0) } ?? ""
  let folders = path.split(separator: ":").map(String.init) + ["/usr/bin", "/usr/local/bin", "/bin"]
  for folder in folders where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
  throw LaunchError("there is no \(name) on this machine", help: help)
}
