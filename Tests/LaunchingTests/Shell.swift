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
  let deadline = Deadline()
  while !deadline.hasPassed {
    for event in launcher.wait(milliseconds: 1000) {
      switch event {
      case .received(worker, let bytes): output += bytes
      case .closed(worker, let end): return (output, end)
      default: return (output, WorkerEnd(.ended, reason: "an event of another worker: \(event)"))
      }
    }
  }
  return (output, WorkerEnd(.ended, reason: "it does not end"))
}

/// The next bytes from any worker, as text.
func firstWords(of launcher: inout PoolLauncher) -> String {
  let deadline = Deadline()
  while !deadline.hasPassed {
    for case .received(_, let bytes) in launcher.wait(milliseconds: 1000) {
      return String(decoding: bytes, as: UTF8.self)
    }
  }
  return "nothing for a minute"
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

/// Waits until the process has gone.
func waitForEnd(of pid: Int) {
  let deadline = Deadline()
  while isAlive(pid), !deadline.hasPassed { poll(nil, 0, 1) }
  #expect(!isAlive(pid), "process \(pid) is still there")
}

/// How long a test waits for what must come at once on any machine: nothing ends a test that waits in vain but itself.
struct Deadline {
  private let end = ContinuousClock.now + .seconds(60)

  var hasPassed: Bool { ContinuousClock.now > end }
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
