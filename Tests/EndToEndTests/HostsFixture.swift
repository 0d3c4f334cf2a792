import Foundation
import Testing

/// Programs that a test starts beside muster: its own sshd, its own Slurm.
struct Fixture {
  let script: String

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures").path

  /// Runs a verb of the script to its end.
  ///
  /// - Returns: what it printed.
  @discardableResult
  func callAsFunction(_ words: String...) throws -> String {
    let done = try Running(
      ["/bin/bash", "\(Self.folder)/\(script)"] + words,
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": NSTemporaryDirectory()]
    ).finish()
    guard done.status == 0 else { throw Running.Failure(reason: "\(script) \(words): \(done)") }
    return done.output
  }

  static func areThere(_ programs: String...) -> Bool {
    programs.allSatisfy { program in
      ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
      }
    }
  }
}

/// A sshd of the test's own, which goes when the test is done with it. Every host name leads to it.
final class Host {
  static let canBe = Fixture.areThere("ssh", "sshd")
  static let want = Comment("needs ssh and sshd (openssh-client, openssh-server)")

  let folder: Folder
  private let fixture = Fixture(script: "ssh-host.sh")

  init() throws {
    folder = try Folder()
    try fixture("up", folder.path)
  }

  deinit { _ = try? fixture("down", folder.path) }

  var variables: [String: String] { ["MUSTER_SSH_CONFIG": folder("ssh_config")] }

  /// How many connections were let in so far.
  var connections: Int {
    let log = (try? String(contentsOfFile: folder("sshd.log"), encoding: .utf8)) ?? ""
    return log.split(whereSeparator: \.isNewline).count { $0.hasPrefix("Accepted publickey") }
  }

  /// The processes that serve a connection through which a worker of a folder was reached.
  func sessions(of folder: Folder) -> [pid_t] {
    Set(workerProcesses(of: folder.path).flatMap(ancestors).filter { name(of: $0) == "sshd" }).sorted()
      .filter { $0 != listener }
  }

  private var listener: pid_t? {
    (try? String(contentsOfFile: folder("sshd.pid"), encoding: .utf8)).flatMap {
      pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }
}

/// A Slurm of the test's own with three nodes.
final class Cluster {
  static let canBe = getuid() == 0 && Fixture.areThere("slurmctld", "slurmd", "munged", "salloc", "srun")
  static let want = Comment("needs root and Slurm (slurm-wlm, slurm-client, munge)")

  let folder: Folder
  private let fixture = Fixture(script: "slurm-cluster.sh")

  init() throws {
    folder = try Folder()
    try fixture("up", folder.path, "3")
  }

  deinit { _ = try? fixture("down", folder.path) }

  var variables: [String: String] { ["SLURM_CONF": folder("slurm.conf")] }

  func kill(node: String) throws { try fixture("kill-node", folder.path, node) }
}

extension Folder {
  /// Writes a worker program that is known to be of this folder on every host, and `workers.yaml` with pools that run it
  /// as COMMAND.
  func writeWorkers(_ pools: String, through pipeline: String = "exec WORKER \"$@\"") throws {
    let worker = "\(Muster.programs)/muster-worker"
    try writeScript(
      """
      export \(Running.mark)='\(path)' HOME='\(path)' XDG_CONFIG_HOME='\(path)/keys'
      \(pipeline.replacing("WORKER", with: "'\(worker)'"))

      """, to: "worker")
    try write(
      """
      schema: muster/v1
      kind: workers
      connect: 10s
      silence: 6s
      \(pools.replacing("COMMAND", with: self("worker")))

      """, to: "workers.yaml")
  }

  /// Not written by this process: a command that another test starts meanwhile would hold it open, too busy to run.
  func writeScript(_ text: String, to name: String) throws {
    try write("#!/bin/sh\n" + text, to: name + ".text")
    let words = [
      "/bin/sh", "-c", "cat \"$1.text\" >\"$1\" && chmod 755 \"$1\" && rm \"$1.text\"", "sh", self(name),
    ]
    let done = try Running(words, environment: ["PATH": "/usr/bin:/bin"]).finish()
    guard done.status == 0 else { throw Running.Failure(reason: "\(name): \(done)") }
  }
}

/// What is above a process, nearest first.
private func ancestors(of pid: pid_t) -> [pid_t] {
  guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
    let parent = stat.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap({
      pid_t($0)
    }),
    parent > 1
  else { return [] }
  return [parent] + ancestors(of: parent)
}

private func name(of pid: pid_t) -> String {
  (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8))?.trimmingCharacters(
    in: .newlines) ?? ""
}
