import Foundation
import Testing

/// The host's `pinned` key runs a script that gives whoever connects a home folder of the test's own.
@Suite(.enabled(if: Host.canBe, Host.want)) struct InstallTests {
  private func host(homeIn folder: Folder, before: String = ":") throws -> (host: Host, muster: Muster) {
    let host = try Host()
    try host.folder.writeScript(
      "export HOME='\(folder.path)' \(Running.mark)='\(folder.path)'; \(before); exec sh -c \"$SSH_ORIGINAL_COMMAND\"\n",
      to: "forced")
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    return (host, muster)
  }

  private static let version = "muster-worker 0.1.0, worker protocol 3"

  private func installed(in folder: Folder) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder(".cache/muster")).sorted()
  }

  @Test func `a host gets the worker once, at a path named by its digest, and runs with it`() throws {
    let folder = try Folder.with()
    let (host, muster) = try host(homeIn: folder)
    try folder.writeWorkers("ssh: {host: pinned, workers: 2}")
    let first = try muster.run("workers", "install", "workers.yaml")
    let path = try #require(first.output.firstMatch(of: #/  command: ~/(\S+)/#)?.output.1)
    let report = "\n\nIn workers.yaml, for each of these hosts:\n  command: ~/\(path)\n"
    #expect(first == Finished(0, output: "pinned: installed \(Self.version)\(report)"))
    #expect(
      try muster.run("workers", "install", "workers.yaml")
        == Finished(0, output: "pinned: has it already, \(Self.version)\(report)"))

    let digest = try #require(path.split(separator: "/").dropLast().last)
    #expect(path == ".cache/muster/\(digest)/muster-worker")
    #expect(try installed(in: folder) == ["\(digest)", "\(digest)/muster-worker"])
    let there = folder(String(path))
    #expect(FileManager.default.contentsEqual(atPath: there, andPath: Muster.programs + "/muster-worker"))
    let mode = try FileManager.default.attributesOfItem(atPath: there)[.posixPermissions] as? Int
    #expect(mode == 0o755)

    try folder.writeWorkers("ssh: {host: pinned, workers: 2, command: ~/\(path)}")
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(try muster.run("reproduce", "1", "--quiet") == Finished(0))
    expectNoWorkers(of: folder)
    withExtendedLifetime(host) {}
  }

  @Test func `a host that fails does not keep the others from it`() throws {
    let folder = try Folder()
    let (host, muster) = try host(homeIn: folder)
    try folder.writeWorkers("ssh: [{host: closed, port: 1}, {host: pinned}]")
    let done = try muster.run("workers", "install", "workers.yaml")
    #expect(done.status == 78)
    #expect(
      done.output.hasPrefix(
        """
        closed: failed: closed refuses connections
          help: check that sshd runs there, on this port, and that no firewall is in the way
        pinned: installed \(Self.version)

        """))
    #expect(done.errors == "error: 1 of 2 hosts did not get the worker\n")
    withExtendedLifetime(host) {}
  }

  @Test func `a full disk there leaves nothing behind`() throws {
    let folder = try Folder()
    let (host, muster) = try host(homeIn: folder, before: "ulimit -f 8; trap '' XFSZ")
    try folder.writeWorkers("ssh: {host: pinned}")
    let done = try muster.run("workers", "install", "workers.yaml")
    #expect(done.status == 69)
    #expect(
      done.output.contains(
        /^pinned: failed: it cannot be written there: cat: .*\n  help: make room in the home folder there\n$/),
      "\(done)")
    #expect(try installed(in: folder).filter { $0.hasSuffix("muster-worker") } == [])
    #expect(try installed(in: folder).count == 1, "only the empty folder")
    withExtendedLifetime(host) {}
  }

  @Test func `where a key runs the worker alone its operator has to install it`() throws {
    let folder = try Folder()
    let (host, muster) = try host(homeIn: folder)
    try host.folder.writeScript("exec '\(Muster.programs)/muster-worker'\n", to: "forced")
    try folder.writeWorkers("ssh: {host: pinned}")
    let done = try muster.run("workers", "install", "workers.yaml")
    #expect(done.status == 69)
    #expect(done.output.hasPrefix("pinned: failed: this key runs muster-worker there and nothing else\n"))
  }

  @Test func `what a host says is cut, and reaches no terminal as more than text`() throws {
    let folder = try Folder()
    let (host, muster) = try host(homeIn: folder)
    try folder.writeWorkers("ssh: {host: pinned}")
    let esc = "\\033[31m\\342\\200\\256"
    try host.folder.writeScript(
      "head -c 3000000 /dev/zero >&2; printf '\\n\(esc)no \(String(repeating: "x", count: 300))\\r\\n' >&2; exit 1\n",
      to: "forced")
    let failed = try muster.run("workers", "install", "workers.yaml")
    let said = "[31mno " + String(repeating: "x", count: 193)
    #expect(
      failed.output
        == "pinned: failed: \(said)\n  help: it needs sh, sha256sum, cut, mkdir, cat, chmod and mv\n")
    try host.folder.writeScript("printf 'MUSTER-INSTALL there 1\(esc)\\a\\n'\n", to: "forced")
    let there = try muster.run("workers", "install", "workers.yaml")
    #expect(there.output.hasPrefix("pinned: has it already, 1[31m\n"))
    withExtendedLifetime(host) {}
  }

  @Test func `a file without hosts has nowhere to go`() throws {
    let folder = try Folder()
    try folder.write("schema: muster/v1\nkind: workers\nlocal: 2\n", to: "workers.yaml")
    let refused = try Muster(in: folder).run("workers", "install", "workers.yaml")
    #expect(refused.status == 64)
    #expect(refused.errors.hasPrefix("error: workers.yaml names no SSH host\n"))
  }
}
