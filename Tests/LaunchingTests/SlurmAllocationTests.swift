import Testing

@testable import Launching

@Suite struct `Slurm allocations` {
  private let shell = """
    trap 'sleep 1; exit 1' TERM
    echo "MUSTER-ALLOCATION $SLURM_JOB_ID $SLURM_TASKS_PER_NODE"
    scontrol show hostnames "$SLURM_JOB_NODELIST"
    echo
    exec 2>/dev/null; cat >/dev/null
    (sleep 2; scancel "$SLURM_JOB_ID") </dev/null >/dev/null 2>&1 &
    grep -q "State:.[^ZX]" /proc/$PPID/status || scancel "$SLURM_JOB_ID"
    """

  @Test func `the least request is a task`() {
    #expect(
      SlurmAllocation(SlurmRequest(), environment: [:]).command == [
        "salloc", "-k", "-K", "-J", "muster", "-n", "1", "sh", "-c", shell,
      ])
  }

  @Test func `all that is asked for is in the command`() {
    let request = SlurmRequest(
      partition: "long", tasks: 12, nodes: 3, minutes: 90, account: "physics", constraint: "avx512&ib",
      command: "/opt/muster-worker")
    #expect(
      SlurmAllocation(request, environment: ["SLURM_CONF": "/etc/slurm.conf"]).command == [
        "salloc", "-k", "-K", "-J", "muster", "-n", "12", "-N", "3", "-p", "long", "-t", "90", "-A",
        "physics",
        "-C", "avx512&ib", "sh", "-c", shell,
      ])
  }

  @Test func `inside an allocation nothing is asked for, and nothing is given back`() {
    let surroundings = ["SLURM_JOB_ID": "7", "SLURM_JOB_NODELIST": "n[1-2]"]
    #expect(
      SlurmAllocation(SlurmRequest(partition: "long", tasks: 4), environment: surroundings).command == [
        "sh", "-c",
        """
        echo "MUSTER-ALLOCATION $SLURM_JOB_ID $SLURM_TASKS_PER_NODE"
        scontrol show hostnames "$SLURM_JOB_NODELIST"
        echo
        exec 2>/dev/null; cat >/dev/null
        """,
      ])
  }

  @Test func `a step has all of its node, and no line is waited for`() throws {
    var allocation = SlurmAllocation(SlurmRequest(command: "/opt/muster-worker"), environment: [:])
    try allocation.receive(Array("MUSTER-ALLOCATION 42 1\nn1\n\n".utf8))
    #expect(
      allocation.step(0) == [
        "srun", "-Q", "-u", "--jobid=42", "--overlap", "--mem=0", "--cpu-bind=none", "--mpi=none",
        "--export=ALL", "-N1", "-n1", "-w", "n1", "/opt/muster-worker",
      ])
  }

  @Test func `workers go round over the nodes, as many to each as it has tasks`() throws {
    var allocation = SlurmAllocation(SlurmRequest(tasks: 6), environment: [:])
    try allocation.receive(Array("MUSTER-ALLOCATION 3 3,1(x2),2\nn1\nn2\nn3\nn4\n\n".utf8))
    #expect(allocation.nodes == ["n1", "n2", "n3", "n4"])
    #expect(
      (0..<9).map { allocation.node($0) } == ["n1", "n2", "n3", "n4", "n1", "n4", "n1", "n1", "n2"])
  }

  @Test(arguments: 1...40)
  func `the answer may come in any pieces, behind a greeting of the site`(size: Int) throws {
    let answer = Array(
      "Welcome to the cluster\n\nMUSTER-ALLOCATION 1234 2(x2)\ngpu-01\ngpu-02\n\nlater\n".utf8)
    var allocation = SlurmAllocation(SlurmRequest(), environment: [:])
    var granted: [Bool] = []
    for start in stride(from: 0, to: answer.count, by: size) {
      try allocation.receive(Array(answer[start..<min(start + size, answer.count)]))
      granted.append(allocation.isGranted)
    }
    #expect(allocation.nodes == ["gpu-01", "gpu-02"])
    #expect(granted.firstIndex(of: true) == (answer.count - "later\n".utf8.count - 1) / size)
  }

  @Test func `until the empty line there are no nodes to be relied on`() throws {
    var allocation = SlurmAllocation(SlurmRequest(), environment: [:])
    try allocation.receive(Array("MUSTER-ALLOCATION 1 1\nn1\n".utf8))
    #expect(!allocation.isGranted)
    #expect(!allocation.isOver)
  }

  @Test func `an answer without number, nodes or end is refused`() {
    #expect(refusal("MUSTER-ALLOCATION\n") == "Slurm gave an allocation without a number")
    #expect(refusal("MUSTER-ALLOCATION x 1\n") == "Slurm gave an allocation without a number")
    #expect(
      refusal("MUSTER-ALLOCATION 5 1\n\n")
        == "Slurm named no nodes of job 5; try `scontrol show hostnames` inside an allocation")
    #expect(refusal(String(repeating: "n", count: 2 << 20)) == "Slurm's list of nodes does not end")
  }

  private func refusal(_ answer: String) -> String? {
    var allocation = SlurmAllocation(SlurmRequest(), environment: [:])
    do throws(LaunchError) { try allocation.receive(Array(answer.utf8)) } catch { return error.description }
    return nil
  }

  @Test(
    arguments: [
      ("1", [1]), ("4,1", [4, 1]), ("2(x3),1", [2, 2, 2, 1]), ("0", [1]), ("x", [1]), ("", []),
      ("3(x", [3]), ("99999999999999999999", [1]),
    ])
  func `counts are read as Slurm writes them`(text: String, counts: [Int]) {
    #expect(slurmCounts(text) == counts)
  }

  @Test func `no count of tasks makes a list that fills the memory`() {
    #expect(slurmCounts("5(x999999999),7(x999999999)") == Array(repeating: 5, count: 65536))
    #expect(slurmCounts("999999999") == [4096])
  }
}
