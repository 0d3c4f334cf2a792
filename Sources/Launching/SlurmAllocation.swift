/// One request to Slurm and what became of it. It starts nothing: it gives the commands, and is told what they say.
///
/// Inside an allocation, as under `sbatch` and `salloc`, nothing is asked for: its nodes are used.
package struct SlurmAllocation: Sendable {
  let request: SlurmRequest
  /// Whether this process itself runs inside an allocation.
  let isInside: Bool
  /// The job's number.
  private(set) var job = ""
  /// In Slurm's order, complete once ``isGranted``.
  package private(set) var nodes: [String] = []
  package private(set) var isGranted = false
  /// Where steps go, one place for each of Slurm's tasks, round over the nodes.
  var places: [String] = []

  /// What the holder said and was not read yet.
  private var unread: [UInt8] = []
  /// How many tasks Slurm counts on each node, in the order of the nodes.
  private var tasks: [Int] = []

  /// - Parameter environment: this process's own.
  package init(_ request: SlurmRequest, environment: [String: String]) {
    self.request = request
    isInside = environment["SLURM_JOB_ID"] != nil && environment["SLURM_JOB_NODELIST"] != nil
  }

  /// The program that has the allocation, asking for it where there is none, for as long as its standard input is open.
  package var command: [String] {
    isInside ? ["sh", "-c", Self.telling + Self.holding] : salloc + ["sh", "-c", Self.releasing]
  }

  /// With `-k` the allocation outlives its nodes, and with `-K` the shell does not outlive the allocation.
  private var salloc: [String] {
    ["salloc", "-k", "-K", "-J", "muster", "-n", "\(request.tasks)"]
      + Self.option("-N", request.nodes.map(String.init)) + Self.option("-p", request.partition)
      + Self.option("-t", request.minutes.map(String.init)) + Self.option("-A", request.account)
      + Self.option("-C", request.constraint)
  }

  private static func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }

  private static let mark = "MUSTER-ALLOCATION"

  private static let telling = """
    echo "\(mark) $SLURM_JOB_ID $SLURM_TASKS_PER_NODE"
    scontrol show hostnames "$SLURM_JOB_NODELIST"
    echo

    """

  /// Until nobody holds the other end of the input, to which nothing is ever written.
  private static let holding = "exec 2>/dev/null; cat >/dev/null"

  /// Does what salloc fails to do. When it is killed it leaves its allocation to nobody, and a process that was just killed
  /// may not look it yet, hence the second attempt: it finds nothing where salloc did its duty. When its command ends while
  /// the allocation is revoked it may wait for that end for ever (22.05), hence the second between.
  private static let releasing = """
    trap 'sleep 1; exit 1' TERM
    \(telling)\(holding)
    (sleep 2; scancel "$SLURM_JOB_ID") </dev/null >/dev/null 2>&1 &
    grep -q "State:.[^ZX]" /proc/$PPID/status || scancel "$SLURM_JOB_ID"
    """

  /// Bytes up to the end of the list of nodes: ten thousand names take a tenth of it.
  private static let limit = 1 << 20

  /// Takes what ``command`` writes to its standard output, in any pieces.
  ///
  /// - Throws: when it is not what the command is to say.
  package mutating func receive(_ bytes: [UInt8]) throws(LaunchError) {
    if isGranted { return }
    unread += bytes
    guard unread.count <= Self.limit else { throw LaunchError("Slurm's list of nodes does not end") }
    let lines = unread.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    unread = lines.last.map(Array.init) ?? []
    for line in lines.dropLast() where !isGranted {
      try read(String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init))
    }
  }

  /// What comes before the mark is a site's own greeting.
  private mutating func read(_ words: [String]) throws(LaunchError) {
    if job.isEmpty {
      if words.first == Self.mark { try begin(words) }
    } else if let node = words.first {
      nodes.append(node)
    } else {
      try grant()
    }
  }

  private mutating func begin(_ words: [String]) throws(LaunchError) {
    guard words.count > 1, words[1].allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw LaunchError("Slurm gave an allocation without a number")
    }
    job = words[1]
    tasks = words.count > 2 ? slurmCounts(words[2]) : []
  }

  private mutating func grant() throws(LaunchError) {
    guard !nodes.isEmpty else {
      throw LaunchError(
        "Slurm named no nodes of job \(job)", help: "try `scontrol show hostnames` inside an allocation")
    }
    let counts = nodes.indices.map { $0 < tasks.count ? tasks[$0] : 1 }
    places = (0..<(counts.max() ?? 0)).flatMap { turn in
      nodes.indices.filter { counts[$0] > turn }.map { nodes[$0] }
    }
    isGranted = true
  }
}

/// Slurm's way to write counts, a node after the other: `4(x2),1` is 4, 4, 1. Each is taken as 1 at least, and what is no
/// count as 1; those of nodes beyond any cluster's number are left out.
func slurmCounts(_ text: String) -> [Int] {
  var counts: [Int] = []
  for part in text.split(separator: ",") {
    let numbers = part.split { !($0.isASCII && $0.isNumber) }.map { Int($0) ?? 1 }
    let count = min(max(1, numbers.first ?? 1), 4096)
    let times = numbers.count > 1 ? max(1, numbers[1]) : 1
    counts += Array(repeating: count, count: min(times, 65536 - counts.count))
  }
  return counts
}
