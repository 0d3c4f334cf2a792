import Foundation
import GRDB
import Testing

/// Workers in an allocation of a real Slurm.
@Suite(.enabled(if: Cluster.canBe, Cluster.want), .serialized) struct ClusterTests {
  private func folder(_ pools: String) throws -> Folder {
    let folder = try HostsTests.makeFolder()
    try folder.writeWorkers(pools)
    return folder
  }

  private static let threeNodes = "slurm: {partition: test, tasks: 3, nodes: 3, command: COMMAND}"

  private func muster(in folder: Folder, with variables: [String: String]) -> Muster {
    var muster = Muster(in: folder)
    muster.environment.merge(variables) { _, new in new }
    return muster
  }

  @Test func `three nodes give the digest of a local run, whatever is killed on one of them`() throws {
    let (cluster, folder) = (try Cluster(), try folder(Self.threeNodes))
    let muster = muster(in: folder, with: cluster.variables)
    let running = try muster.start("run", "job.yaml", "--workers", "workers.yaml")
    try running.wait(for: "twenty rounds and three workers") {
      folder.rounds() >= 20 && running.workers.count >= 3
    }
    try cluster.kill(node: "n2")
    if let worker = running.workers.last { kill(worker, SIGKILL) }
    let finished = try running.finish()
    #expect(finished.status == 0, "\(finished)")
    #expect(try folder.digest() == HostsTests.local.get())
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    expectNoWorkers(of: folder)
  }

  @Test(.enabled(if: Host.canBe, Host.want))
  func `workers here, on a host and under Slurm give the digest of a local run`() throws {
    let (cluster, host) = (try Cluster(), try Host())
    let folder = try folder(
      """
      local: 1
      ssh: {host: worker, workers: 2, command: COMMAND}
      slurm: {partition: test, tasks: 2, command: COMMAND}
      """)
    let muster = muster(in: folder, with: cluster.variables.merging(host.variables) { _, new in new })
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(try folder.digest() == HostsTests.local.get())
    let pools = try folder.record {
      try String.fetchAll($0, sql: "SELECT DISTINCT pool FROM worker ORDER BY 1")
    }
    #expect(pools == ["local", "slurm", "worker"])
    expectNoWorkers(of: folder)
  }
}
