import Foundation
import Testing

@testable import Launching

/// With a real Slurm of the test's own; skipped where there is none.
@Suite(.serialized, .enabled(if: SlurmCluster.isThere, "needs slurm-wlm, slurm-client and munge"))
struct `A real Slurm` {
  private let five = SlurmAllocation(SlurmRequest(tasks: 5, nodes: 3), environment: [:])

  @Test func `an allocation lasts while its input is open, and is released whoever is killed`() throws {
    try SlurmCluster.with(nodes: 3) { cluster in
      var allocation = five
      var holder = try cluster.hold(&allocation)
      #expect(allocation.nodes == ["n1", "n2", "n3"])
      #expect(try cluster.run(["squeue", "-h", "-o", "%j %T %D"]).output == "muster RUNNING 3\n")
      holder.closeInput()
      #expect(holder.end().status == "exit 0")
      try cluster.waitUntilIdle()

      // Its shell may look for it while it is still dying.
      for _ in 0..<8 {
        allocation = five
        holder = try cluster.hold(&allocation)
        kill(holder.child.pid, SIGKILL)
        holder.closeInput()
        #expect(holder.end().status == "killed by signal 9")
        try cluster.waitUntilIdle()
      }
    }
  }

  @Test func `an allocation that is cancelled ends its holder, which says so`() throws {
    try SlurmCluster.with(nodes: 3) { cluster in
      var allocation = five
      var holder = try cluster.hold(&allocation)
      try cluster.run(["scancel", allocation.job])
      let (status, complaint) = holder.end()
      #expect(
        allocation.end(status: status, complaint: complaint)
          == WorkerEnd(
            .unreachable,
            reason: """
              Slurm's job \(allocation.job) is over: salloc: Granted job allocation \(allocation.job); \
              salloc: Job allocation \(allocation.job) has been revoked.
              """))
      var step = try Program(allocation.step(0), environment: cluster.environment)
      let (stepStatus, words) = step.end()
      #expect(allocation.endStep(on: "n1", status: stepStatus, complaint: words).kind == .unreachable)
      #expect(allocation.isOver)
    }
  }

  @Test func `a request that cannot be granted is barred`() throws {
    try SlurmCluster.with(nodes: 1) { cluster in
      let wrong: [(SlurmRequest, String)] = [
        (SlurmRequest(partition: "nope"), "Invalid partition name specified"),
        (SlurmRequest(constraint: "gpu"), "Invalid feature specification"),
      ]
      for (request, reason) in wrong {
        let allocation = SlurmAllocation(request, environment: [:])
        let (_, status, complaint) = try cluster.run(allocation.command)
        let end = allocation.end(status: status, complaint: complaint)
        #expect(end.kind == .barred)
        #expect(end.reason == "Slurm refuses the request: \(reason)")
      }
    }
  }

  @Test func `more workers than cores answer, and the loss of a node is the loss of its workers alone`()
    throws
  {
    try SlurmCluster.with(nodes: 2) { cluster in
      var allocation = SlurmAllocation(SlurmRequest(tasks: 5, nodes: 2, command: "cat"), environment: [:])
      var holder = try cluster.hold(&allocation)
      var workers = try (0..<10).map { try Program(allocation.step($0), environment: cluster.environment) }
      for worker in workers.indices { #expect(echoes(&workers[worker])) }

      try cluster.run(["scontrol", "update", "nodename=n2", "state=down", "reason=test"])
      for worker in workers.indices where allocation.node(worker) == "n2" {
        _ = workers[worker].end()
      }
      for worker in workers.indices where allocation.node(worker) == "n1" {
        #expect(echoes(&workers[worker]))
      }

      let next = (10..<20).first { allocation.node($0) == "n2" } ?? 0
      var lost = try Program(allocation.step(next), environment: cluster.environment)
      let (status, complaint) = lost.end()
      #expect(allocation.endStep(on: "n2", status: status, complaint: complaint).kind == .unreachable)
      #expect((0..<20).allSatisfy { allocation.node($0) == "n1" })
      var other = try Program(allocation.step(next), environment: cluster.environment)
      #expect(echoes(&other))

      holder.closeInput()
      #expect(holder.end().status == "exit 0")
      try cluster.waitUntilIdle()
    }
  }

  /// Whether bytes of every kind come back, none of which ends a line.
  private func echoes(_ worker: inout Program) -> Bool {
    let frame = [UInt8](0...255).filter { $0 != UInt8(ascii: "\n") }
    let before = worker.output.count
    worker.write(frame)
    worker.read { $0.count >= before + frame.count }
    return Array(worker.output.dropFirst(before)) == frame
  }

  @Test func `inside an allocation its nodes are used, and it is left as it was`() throws {
    try SlurmCluster.with(nodes: 2) { cluster in
      var outer = SlurmAllocation(SlurmRequest(tasks: 2, nodes: 2), environment: [:])
      var holder = try cluster.hold(&outer)
      let surroundings = [
        "SLURM_JOB_ID": outer.job, "SLURM_JOB_NODELIST": "n[1-2]", "SLURM_TASKS_PER_NODE": "1(x2)",
      ]
      var inner = SlurmAllocation(SlurmRequest(command: "cat"), environment: surroundings)
      var teller = try Program(
        inner.command, environment: cluster.environment + surroundings.map { (name: $0.key, value: $0.value) }
      )
      teller.read { $0.suffix(2) == Array("\n\n".utf8) }
      try inner.receive(teller.output)
      #expect(inner.nodes == ["n1", "n2"])
      var worker = try Program(inner.step(1), environment: cluster.environment)
      #expect(echoes(&worker))
      worker.closeInput()
      #expect(worker.end().status == "exit 0")
      teller.closeInput()
      #expect(teller.end().status == "exit 0")
      #expect(try cluster.run(["squeue", "-h", "-o", "%T"]).output == "RUNNING\n")
      holder.closeInput()
      _ = holder.end()
    }
  }
}
