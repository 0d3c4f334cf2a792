import Foundation
import Testing

@Suite(.enabled(if: Host.canBe, Host.want)) struct DoctorTests {
  private func muster(in folder: Folder, on host: Host) -> Muster {
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    return muster
  }

  private static let heading =
    "pool  reached  muster-worker  fingerprint  cores  memory  clock  key  data  BLAS"
  private static let facts = "TIME  VERSION DIGEST  DIGEST  CORES  MEMORY  same"

  @Test func `this machine is looked at when nothing is named`() throws {
    let folder = try Folder()
    let seen = try Muster(in: folder).run("doctor")
    #expect(seen.status == 0)
    #expect(seen.errors == "")
    #expect(seen.output.plain(folder) == "\(Self.heading)\nlocal  \(Self.facts)  BLAS\n")
  }

  @Test func `every fault of a pool comes with its mend`() throws {
    let (host, folder) = (try Host(), try Folder.with())
    try folder.writeScript("printf 'MUSTER-WORKER/2 {}\\n'; exec cat\n", to: "old")
    try folder.writeWorkers(
      """
      ssh:
        - {host: good, command: COMMAND}
        - {host: strange, command: COMMAND, options: {UserKnownHostsFile: /dev/null}}
        - {host: closed, command: COMMAND, port: 1}
        - {host: missing, command: /nowhere/muster-worker}
        - {host: old, command: \(folder("old"))}
        - {host: keyed, command: COMMAND, keys: ["\(String(repeating: "7", count: 64))"]}
      """)
    let seen = try muster(in: folder, on: host).run("doctor", "--workers", "workers.yaml")
    #expect(seen.status == 78)
    #expect(seen.errors == "error: 5 faults in 7 pools\n")
    #expect(
      seen.output.plain(folder) == """
        \(Self.heading)
        this machine  \(Self.facts)  BLAS
        good  \(Self.facts)  KEY  BLAS
        strange  no
          fault: the host key of strange is not known
          help: connect once by hand, `ssh strange true`, and compare the key that it shows with the host's own
        closed  no
          fault: closed refuses connections
          help: check that sshd runs there, on this port, and that no firewall is in the way
        missing  no
          fault: there is no /nowhere/muster-worker on missing: SHELL: No such file or directory
          help: `muster workers install FILE` copies it there, and prints the `command` for the pool
        old  no
          fault: FOLDER/old on old: the worker speaks version 2 of the worker protocol, this muster speaks version 3
          help: install the muster-worker that came with this muster
        keyed  \(Self.facts)  KEY not pinned  BLAS
          fault: its worker's key is none of `keys`: KEY
          help: ask its operator whether that key is theirs; only then add it to the pool's `keys`

        """)
    expectNoWorkers(of: folder)
  }

  @Test func `a job's data is looked for where its workers are`() throws {
    let (host, folder) = (try Host(), try Folder.with())
    try folder.writeWorkers("ssh: {host: good, command: COMMAND}")
    let muster = muster(in: folder, on: host)
    let well = try muster.run("doctor", "job.yaml", "--workers", "workers.yaml")
    #expect(well.status == 0)
    #expect(
      well.output.plain(folder) == """
        \(Self.heading)
        this machine  \(Self.facts)  1 of 1 file  BLAS
        good  \(Self.facts)  KEY  1 of 1 file  BLAS

        """)

    try folder.writeWorkers(
      "ssh: {host: good, command: COMMAND}", through: "exec WORKER --data-root /usr \"$@\"")
    let refused = try muster.run("doctor", "job.yaml", "--workers", "workers.yaml")
    #expect(refused.status == 78)
    #expect(refused.output.contains("0 of 1 file"))
    #expect(refused.output.contains("points.csv"), "\(refused)")
    #expect(refused.output.contains("bring the file there, under the same path: \(folder("points.csv"))"))
  }

  @Test func `with nobody to be reached it ends with 69`() throws {
    let (host, folder) = (try Host(), try Folder())
    try folder.writeWorkers("ssh: {host: closed, command: COMMAND, port: 1}")
    let seen = try muster(in: folder, on: host).run("doctor", "--workers", "workers.yaml")
    #expect(seen.status == 69)
    #expect(seen.errors == "error: no worker can be reached\n")
  }

  @Test func `programs get it as JSON`() throws {
    let (host, folder) = (try Host(), try Folder.with())
    try folder.writeWorkers(
      "ssh: [{host: good, workers: 2, command: COMMAND}, {host: closed, command: COMMAND, port: 1}]")
    let muster = muster(in: folder, on: host)
    let seen = try muster.run("doctor", "job.yaml", "--workers", "workers.yaml", "--format", "json")
    #expect(seen.status == 78)
    let all = try #require(try seen.json() as? [String: Any])
    #expect(all["well"] as? Bool == false)
    let pools = try #require(all["pools"] as? [[String: Any]])
    #expect(pools.map { $0["pool"] as? String } == ["local", "good", "closed"])
    #expect(pools.map { $0["used"] as? Bool } == [false, true, true])
    #expect(pools.map { $0["reached"] as? Bool } == [true, true, false])
    #expect(pools.map { ($0["faults"] as? [Any])?.count } == [0, 0, 1])
    let worker = try #require(pools[1]["worker"] as? [String: Any])
    #expect(worker["same_program"] as? Bool == true)
    #expect(worker["same_fingerprint"] as? Bool == true)
    #expect((worker["key"] as? String)?.count == 64)
    let data = try #require((pools[1]["data"] as? [[String: Any]])?.first)
    #expect(data["path"] as? String == folder("points.csv"))
    #expect(data["same"] as? Bool == true)
    #expect(pools[2]["worker"] is NSNull)
  }
}

extension String {
  /// The doctor's report without what differs from machine to machine, and with two spaces between columns.
  fileprivate func plain(_ folder: Folder) -> String {
    replacing(folder.path, with: "FOLDER").replacing(#/ {2,}/#, with: "  ")
      .replacing(#/  \d+(\.\d)? m?s  /#, with: "  TIME  ").replacing(
        /\d+\.\d\.\d [0-9a-f]{12}/, with: "VERSION DIGEST"
      )
      .replacing(#/  \d+  \d+\.\d [MGT]iB/#, with: "  CORES  MEMORY").replacing(
        /\b[0-9a-f]{64}\b/, with: "KEY"
      )
      .replacing(/\b[0-9a-f]{12}\b/, with: "DIGEST")
      .replacing(/(pinned|1 of 1 file|same|KEY)  (OpenBLAS|BLIS|MKL|reference|none).*/) {
        "\($0.output.1)  BLAS"
      }
      .replacing(/muster-worker on missing: .*: No such/, with: "muster-worker on missing: SHELL: No such")
  }
}
