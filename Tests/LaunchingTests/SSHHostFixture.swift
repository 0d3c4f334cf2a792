import Foundation

@testable import Launching

/// A private sshd on this machine, which ends with this value's `down()`.
struct SSHHostFixture {
  let folder: String

  /// Whether there can be one.
  static let isPossible =
    ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].contains { FileManager.default.isExecutableFile(atPath: $0) }
    && (try? Launching.program("ssh", help: "")) != nil

  init() throws {
    folder = temporaryFolder()
    try Fixture.run("ssh-host.sh", "up", folder)
  }

  func down() {
    _ = try? Fixture.run("ssh-host.sh", "down", folder)
    removeFolder(folder)
  }

  /// What ssh reads.
  var config: String { "\(folder)/ssh_config" }

  /// Replaces what `ssh pinned` runs, which must be one line.
  func force(_ command: String) throws {
    try write("#!/bin/sh\n\(command)\n", to: "\(folder)/forced", mode: 0o755)
  }

  /// A pool of workers behind it.
  func launcher(
    command: String, host: String = "worker", options: [(name: String, value: String)] = [], grace: Int = 500
  ) -> PoolLauncher {
    let host = SSHHost(host: host, command: command, options: options)
    return PoolLauncher(
      pools: [Pool(name: host.host, workers: 4, reach: .ssh(host))], executable: "/nonexistent",
      sshConfig: config, grace: grace)
  }
}
