import Foundation
import Testing

@testable import Launching

/// A program that a test runs, and what it said so far.
struct Program {
  let child: ChildProcess
  private(set) var output: [UInt8] = []
  private var complaint = ErrorTail()

  init(_ command: [String], environment: [(name: String, value: String)] = []) throws {
    child = try ChildProcess(["/usr/bin/env"] + command, environment: environment)
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(child.input, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EAGAIN { return }
    }
  }

  func closeInput() { close(child.input) }

  /// Reads until what it said suffices, or it has ended; what takes too long is killed.
  mutating func read(until isEnough: ([UInt8]) -> Bool = { _ in false }) {
    let deadline = Deadline()
    while !isEnough(output), !child.hasEnded {
      if deadline.hasPassed { child.kill() }
      readOnce()
    }
    readOnce()
  }

  private mutating func readOnce() {
    var polls = [child.output, child.errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&polls, 2, 10)
    if case .bytes(let bytes) = Launching.readOnce(child.output) { output += bytes }
    if case .bytes(let bytes) = Launching.readOnce(child.errors) { complaint.append(bytes) }
  }

  /// Waits for its end, and forgets it.
  mutating func end() -> (status: String, complaint: String) {
    read()
    let status = child.reap().words
    readOnce()
    [child.output, child.errors].forEach { close($0) }
    return (status, complaint.lines.joined(separator: "\n"))
  }
}

/// A Slurm of its own for a test.
struct SlurmCluster {
  /// Whether this machine has what it takes.
  static let isThere = ["slurmctld", "slurmd", "munged", "salloc"].allSatisfy { name in
    ["/usr/bin", "/usr/sbin"].contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/slurm-cluster.sh").standardizedFileURL.path

  let folder: String
  var environment: [(name: String, value: String)] { [("SLURM_CONF", "\(folder)/slurm.conf")] }

  static func with(nodes: Int, _ body: (SlurmCluster) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "slurm-\(UUID().uuidString)").path
    let cluster = SlurmCluster(folder: folder)
    defer {
      _ = try? cluster.run([script, "down", folder])
      try? FileManager.default.removeItem(atPath: folder)
    }
    let up = try cluster.run([script, "up", folder, "\(nodes)"])
    try #require(up.status == "exit 0", "\(up.complaint)")
    try body(cluster)
  }

  /// A command of Slurm's, to its end.
  @discardableResult
  func run(_ command: [String]) throws -> (output: String, status: String, complaint: String) {
    var program = try Program(command, environment: environment)
    program.closeInput()
    let (status, complaint) = program.end()
    return (String(decoding: program.output, as: UTF8.self), status, complaint)
  }

  /// The program that holds an allocation, once it is granted.
  func hold(_ allocation: inout SlurmAllocation) throws -> Program {
    var holder = try Program(allocation.command, environment: environment)
    holder.read { $0.suffix(2) == Array("\n\n".utf8) }
    try allocation.receive(holder.output)
    try #require(allocation.isGranted)
    return holder
  }

  /// Waits until no job is left.
  func waitUntilIdle() throws { try wait { try run(["squeue", "-h"]).output == "" } }

  /// Waits until a fact is so.
  func wait(until isSo: () throws -> Bool) throws {
    let deadline = Deadline()
    while try !isSo() {
      if deadline.hasPassed {
        throw LaunchError("Slurm's queue stays as it is: \(try run(["squeue"]).output)")
      }
    }
  }
}
