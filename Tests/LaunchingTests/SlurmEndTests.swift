import Testing

@testable import Launching

/// What Slurm 22.05.8 said when this was tried.
@Suite struct `How Slurm ends` {
  private func granted(_ answer: String = "MUSTER-ALLOCATION 42 1(x2)\nn1\nn2\n\n") throws -> SlurmAllocation
  {
    var allocation = SlurmAllocation(SlurmRequest(command: "/opt/worker"), environment: [:])
    try allocation.receive(Array(answer.utf8))
    return allocation
  }

  private func end(_ complaint: String) -> WorkerEnd {
    SlurmAllocation(SlurmRequest(), environment: [:]).end(status: "exit 1", complaint: complaint)
  }

  @Test(
    arguments: [
      (
        """
        salloc: error: invalid partition specified: nope
        salloc: error: Job submit/allocate failed: Invalid partition name specified
        """, "Invalid partition name specified", "`sinfo` lists the partitions: mend the pool's `partition`"
      ),
      (
        "salloc: error: Job submit/allocate failed: Invalid account or account/partition combination specified",
        "Invalid account or account/partition combination specified",
        "`sacctmgr show associations user=$USER` lists your accounts: mend the pool's `account`"
      ),
      (
        "salloc: error: Job submit/allocate failed: Invalid feature specification",
        "Invalid feature specification",
        "`sinfo -o '%P %f'` lists what nodes have: mend the pool's `constraint`"
      ),
      (
        "salloc: error: Job submit/allocate failed: Requested time limit is invalid (missing or exceeds some limit)",
        "Requested time limit is invalid (missing or exceeds some limit)",
        "`sinfo -o '%P %l'` lists the limits: mend the pool's `time`"
      ),
      (
        """
        salloc: error: Memory specification can not be satisfied
        salloc: error: Job submit/allocate failed: Requested node configuration is not available
        salloc: Job allocation 15 has been revoked.
        """, "Requested node configuration is not available",
        "ask for what the cluster has: `sinfo -N -l` lists its nodes"
      ),
    ])
  func `a request that is refused is barred, with the mend`(complaint: String, reason: String, help: String) {
    #expect(
      end(complaint) == WorkerEnd(.barred, reason: "Slurm refuses the request: \(reason)", help: help))
  }

  @Test func `a controller that does not answer may do so later`() {
    let line =
      "salloc: error: Job submit/allocate failed: Unable to contact slurm controller (connect failure)"
    #expect(end(line) == WorkerEnd(.unreachable, reason: "Slurm gave no allocation: \(line)"))
    #expect(end("") == WorkerEnd(.unreachable, reason: "Slurm gave no allocation: exit 1"))
  }

  @Test func `an allocation that is taken away is asked for again`() throws {
    let lines = """
      salloc: Granted job allocation 42
      salloc: error: Node failure on n2
      salloc: Job allocation 42 has been revoked.
      """
    #expect(
      try granted().end(status: "exit 1", complaint: lines)
        == WorkerEnd(
          .unreachable,
          reason: """
            Slurm's job 42 is over: salloc: error: Node failure on n2; \
            salloc: Job allocation 42 has been revoked.
            """))
  }

  @Test func `time that is up is told, and how to have more`() throws {
    let line = "salloc: Job 42 has exceeded its time limit and its allocation has been revoked."
    #expect(
      try granted().end(status: "exit 1", complaint: line)
        == WorkerEnd(
          .unreachable, reason: "the time of Slurm's job 42 was up: \(line)",
          help: "give the pool a longer `time`"))
  }

  @Test func `a worker's own end is its own`() throws {
    var allocation = try granted()
    let complaint =
      "srun: cluster configuration lacks support for cpu binding\nsrun: error: n1: task 0: Killed"
    #expect(
      allocation.endStep(on: "n1", status: "exit 137", complaint: complaint)
        == WorkerEnd(.ended, reason: "srun to n1: exit 137: srun: error: n1: task 0: Killed"))
    #expect(allocation.node(0) == "n1")
  }

  @Test func `a program that is not there is barred`() throws {
    var allocation = try granted()
    let line = "slurmstepd-n1: error: execve(): /opt/worker: No such file or directory"
    let complaint = line + "\nsrun: error: n1: task 0: Exited with exit code 2"
    #expect(
      allocation.endStep(on: "n1", status: "exit 2", complaint: complaint)
        == WorkerEnd(
          .barred, reason: "n1 cannot start /opt/worker: \(line)",
          help: "give the pool a `command` that can be executed on every node"))
  }

  @Test func `no worker goes to a node that is lost, and with the last the job is over`() throws {
    var allocation = try granted()
    #expect(
      allocation.endStep(on: "n2", status: "exit 0", complaint: "srun: error: Node failure on n2")
        == WorkerEnd(
          .unreachable, reason: "n2 cannot be reached under job 42: srun: error: Node failure on n2"))
    #expect((0..<3).map { allocation.node($0) } == ["n1", "n1", "n1"])
    #expect(!allocation.isOver)
    let line = "srun: error: Unable to create step for job 42: Requested node configuration is not available"
    _ = allocation.endStep(on: "n1", status: "exit 1", complaint: line)
    #expect(allocation.isOver)
    #expect(allocation.step(1).contains("n2"))
  }

  @Test func `a job that is gone is over`() throws {
    var allocation = try granted()
    #expect(
      allocation.endStep(on: "n1", status: "exit 1", complaint: "srun: error: Slurm job 42 has expired")
        == WorkerEnd(
          .unreachable, reason: "n1 cannot be reached under job 42: srun: error: Slurm job 42 has expired"))
    #expect(allocation.isOver)
  }

  @Test func `a node that does not answer yet may do so later`() throws {
    var allocation = try granted()
    let line = "srun: error: Task launch for StepId=42.6 failed on node n2: Communication connection failure"
    let complaint = line + "\nsrun: error: Application launch failed: Communication connection failure"
    #expect(
      allocation.endStep(on: "n2", status: "exit 233", complaint: complaint)
        == WorkerEnd(
          .unreachable,
          reason: "n2 cannot be reached under job 42: \(line)"))
    #expect(allocation.node(1) == "n2")
  }

  @Test func `inside an allocation the job is not ours to lose`() {
    let surroundings = ["SLURM_JOB_ID": "7", "SLURM_JOB_NODELIST": "n[1-2]"]
    let end = SlurmAllocation(SlurmRequest(), environment: surroundings).end(
      status: "exit 0", complaint: "sh: 2: scontrol: not found")
    #expect(
      end
        == WorkerEnd(
          .unreachable, reason: "the nodes of Slurm's job cannot be told: sh: 2: scontrol: not found"))
  }
}
