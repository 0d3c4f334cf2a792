import Foundation
import Testing
import WorkerProtocol

@testable import Launching

/// Real workers under a real Slurm of our own; skipped where there is none.
@Suite(
  .serialized,
  .enabled(if: SlurmCluster.isThere, "there is no Slurm on this machine"))
struct AllocatedPoolTests {
  /// Every node has four cores.
  private func remoteCrew(on cluster: SlurmCluster, partition: String? = nil, tasks: Int = 3) throws
    -> RemoteCrew
  {
    let request = SlurmRequest(
      partition: partition, tasks: tasks, nodes: min(tasks, 3),
      command: try workerExecutable(beside: ownExecutable()))
    return RemoteCrew(
      launcher: PoolLauncher(
        pools: [Pool(name: "slurm", workers: 8, reach: .slurm(request))], executable: "/nonexistent",
        environment: cluster.environment))
  }

  @Test func `workers go round the nodes, and nothing is left behind`() throws {
    try SlurmCluster.with(nodes: 3) { cluster in
      var crew = try remoteCrew(on: cluster)
      for worker in 1...5 { try crew.start(worker) }
      let pids = try (1...5).map { try crew.greeting(of: $0).pid }
      let nodes = try cluster.run(["squeue", "--steps", "-h", "-o", "%N"]).output
        .split(separator: "\n").map(String.init)
      #expect(["n1", "n2", "n3"].allSatisfy(nodes.contains))
      crew.launcher.send(Request.finish.encoded(), to: 2)
      #expect(crew.end(of: 2).kind == .ended)
      crew.launcher.stopAll()
      pids.forEach(waitForEnd)
      try cluster.waitUntilIdle()
    }
  }

  @Test func `the loss of a node leaves the others, which take its place`() throws {
    try SlurmCluster.with(nodes: 3) { cluster in
      var crew = try remoteCrew(on: cluster)
      for worker in 1...3 { try crew.start(worker) }
      for worker in 1...3 { _ = try crew.greeting(of: worker) }
      try cluster.run(["scontrol", "update", "nodename=n2", "state=down", "reason=test"])
      let lost = crew.end(of: 2)
      #expect(lost.kind == .unreachable)
      #expect(lost.reason.contains("Node failure on n2"), "\(lost)")
      try crew.start(4)
      #expect(isAlive(try crew.greeting(of: 4).pid))
      #expect(isAlive(try crew.greeting(of: 1).pid))
      crew.launcher.stopAll()
    }
  }

  @Test func `an allocation that is taken away ends its workers, and is asked for anew`() throws {
    try SlurmCluster.with(nodes: 3) { cluster in
      var crew = try remoteCrew(on: cluster, tasks: 2)
      for worker in 1...2 { try crew.start(worker) }
      let pids = try (1...2).map { try crew.greeting(of: $0).pid }
      try cluster.run(["scancel", "-n", "muster"])
      for worker in 1...2 { #expect(crew.end(of: worker).kind != .barred) }
      pids.forEach(waitForEnd)
      // The first to be started anew may still be told that the job is over.
      for worker in 3...9 {
        try crew.start(worker)
        if (try? crew.greeting(of: worker)) != nil { break }
      }
      #expect(crew.greetings.keys.contains { $0 >= 3 })
      crew.launcher.stopAll()
    }
  }

  @Test func `an allocation is kept for the next worker, and goes back when the last one is stopped`() throws
  {
    try SlurmCluster.with(nodes: 3) { cluster in
      func jobs() throws -> String { try cluster.run(["squeue", "-h", "-o", "%i"]).output }
      var crew = try remoteCrew(on: cluster)
      try crew.start(1)
      _ = try crew.greeting(of: 1)
      let first = try jobs()
      crew.launcher.send(Request.finish.encoded(), to: 1)
      #expect(crew.end(of: 1).kind == .ended)
      for worker in 2...3 { try crew.start(worker) }
      for worker in 2...3 { _ = try crew.greeting(of: worker) }
      #expect(try jobs() == first)
      crew.launcher.stop(worker: 2)
      #expect(try jobs() == first)
      crew.launcher.stop(worker: 3)
      try cluster.waitUntilIdle()
      try crew.start(4)
      #expect(isAlive(try crew.greeting(of: 4).pid))
      #expect(try jobs() != first)
      crew.launcher.stopAll()
      try cluster.waitUntilIdle()
    }
  }

  @Test func `a partition that is not there bars the way`() throws {
    try SlurmCluster.with(nodes: 3) { cluster in
      var crew = try remoteCrew(on: cluster, partition: "nowhere")
      try crew.start(1)
      let end = crew.end(of: 1)
      #expect(end.kind == .barred)
      #expect(end.reason.contains("partition"), "\(end)")
      crew.launcher.stopAll()
    }
  }

  @Test func `a request that waits is withdrawn`() throws {
    try SlurmCluster.with(nodes: 3) { cluster in
      var first = try remoteCrew(on: cluster, tasks: 12)
      try first.start(1)
      _ = try first.greeting(of: 1)
      var second = try remoteCrew(on: cluster, tasks: 12)
      try second.start(1)
      func waiting() throws -> String { try cluster.run(["squeue", "-h", "-t", "PENDING"]).output }
      try cluster.wait { try waiting() != "" }
      second.launcher.stopAll()
      try cluster.wait { try waiting() == "" }
      first.launcher.stopAll()
    }
  }
}
