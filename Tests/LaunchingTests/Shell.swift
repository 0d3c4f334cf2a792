import Glibc
import Testing

@testable import Launching

/// A pool of this machine alone.
func localPool(
  _ executable: String, arguments: [String] = [], environment: [(name: String, value: String)] = [],
  grace: Int = 500
) -> PoolLauncher {
  PoolLauncher(
    pools: [Pool(name: "local", workers: 8, reach: .local)], executable: executable, arguments: arguments,
    environment: environment, grace: grace)
}

/// Workers for tests: what a shell command does.
func shell(_ script: String, grace: Int = 300) -> PoolLauncher {
  localPool("/bin/sh", arguments: ["-c", script], grace: grace)
}

extension PoolLauncher {
  /// Starts a worker of the first pool.
  mutating func start(worker: Int) throws(LaunchError) { try start(worker: worker, pool: 0) }
}

/// All that a worker says until it ends, and how it ends.
func story(of launcher: inout PoolLauncher, worker: Int = 1) -> (output: [UInt8], reason: String) {
  let (output, end) = ending(of: &launcher, worker: worker)
  return (output, end.reason)
}

func ending(of launcher: inout PoolLauncher, worker: Int = 1) -> (output: [UInt8], end: WorkerEnd) {
  var output: [UInt8] = []
  while true {
    for event in launcher.wait(milliseconds: nil) {
      switch event {
      case .received(worker, let bytes): output += bytes
      case .closed(worker, let end): return (output, end)
      default: return (output, WorkerEnd(.ended, reason: "an event of another worker: \(event)"))
      }
    }
  }
}

/// The next bytes from any worker, as text.
func firstWords(of launcher: inout PoolLauncher) -> String {
  while true {
    for case .received(_, let bytes) in launcher.wait(milliseconds: nil) {
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// Whether a process runs; one that only waits to be reaped does not.
func isAlive(_ pid: Int) -> Bool {
  guard let file = fopen("/proc/\(pid)/stat", "r") else { return false }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 512)
  let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
  guard let state = text.split(separator: ")").last?.split(separator: " ").first else { return false }
  return state != "Z" && state != "X"
}

/// Reads until the process has gone; the test's time limit ends a wait in vain.
func waitForEnd(of pid: Int) {
  while isAlive(pid) { poll(nil, 0, 1) }
}

/// How many ends of pipes this process holds.
func openPipes() -> Int {
  (Int32(0)..<1024).filter { descriptor in
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }.count
}

func write(_ text: String, to path: String, mode: mode_t = 0o644) throws {
  let file = open(path, O_CREAT | O_WRONLY | O_TRUNC, mode)
  let bytes = Array(text.utf8)
  #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
  close(file)
}
