import Glibc

/// The path of the program that is running, all links followed.
package func ownExecutable() throws(LaunchError) -> String {
  guard let path = realpath("/proc/self/exe", nil) else {
    throw LaunchError("the running program's own path cannot be read: \(lastError())")
  }
  defer { free(path) }
  return String(cString: path)
}

/// The worker program that was built or installed with `executable`: `muster-worker` in the same folder.
package func workerExecutable(beside executable: String) throws(LaunchError) -> String {
  let folder = executable.lastIndex(of: "/").map { String(executable[...$0]) } ?? "./"
  let path = "\(folder)muster-worker"
  guard access(path, X_OK) == 0 else {
    throw LaunchError("no worker program at \(path)", help: "build it, or install it beside muster")
  }
  return path
}
