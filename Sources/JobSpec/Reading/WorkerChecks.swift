import YAMLTree

/// What pools of workers say against each other.
extension Reading {
  /// - Parameter workers: of a job, or of a file of their own; both are found below `workers`.
  mutating func check(_ workers: Workers) {
    guard failures.spareAll("workers") else { return }
    let pools = workers.pools
    if pools.isEmpty, let origin = origins["workers.local"] { report(.noWorkers, at: origin.value) }
    for pool in pools where pool.isCalledLocal {
      if let place = name(of: pool) { report(.poolCalledLocal, at: place) }
    }
    for (index, pool) in pools.enumerated() where !pool.isCalledLocal {
      guard let first = pools[..<index].first(where: { $0.name == pool.name }), let place = name(of: pool)
      else { continue }
      let related = name(of: first).map { [Related($0, .poolNamed)] } ?? []
      report(.repeatedPool(pool.name), at: place, related: related)
    }
  }

  /// Where the pool got its name.
  private func name(of pool: NamedPool) -> Place? {
    let origin = origins[pool.path + ".name"] ?? origins[pool.path + ".host"]
    return origin?.value ?? origins[pool.path].map { $0.key ?? $0.value }
  }

  mutating func checkOperators(of job: Job) {
    guard failures.spareAll("workers"), rolesAreKnown(of: job) else { return }
    for problem in job.workers.operatorProblems(job.participants) {
      let origin = origins[problem.path]
      guard let place = problem.isOfOnePool ? origin?.value : origin?.key ?? origin?.value else { continue }
      report(problem.kind, at: place, related: rolesShown(by: problem.kind))
    }
  }
}

/// What is wrong with pools that a job would use, each in a sentence: their operators, and those that its resident data
/// lies at and that they lack.
package func workerProblems(_ workers: Workers, for job: Job) -> [String] {
  let operators = workers.operatorProblems(job.participants).map { problem in
    sentence(problem.kind, about: problem.pool.map { "the operator of the pool \(Wording.quoted($0))" })
  }
  let missing = workers.poolProblems(job.data.partitions).map { sentence($0.kind, about: "resident data") }
  var told: Set<String> = []
  return operators + missing.filter { told.insert($0).inserted }
}

private func sentence(_ kind: Diagnostic.Kind, about subject: String?) -> String {
  let diagnostic = Diagnostic(kind, place: nil)
  return (subject.map { $0 + ": " } ?? "") + diagnostic.message + (diagnostic.help.map { "; " + $0 } ?? "")
}

/// A pool by its name, and where the file says so.
struct NamedPool {
  var path: String
  var name: String
  var `operator`: String?

  /// Whether it has the name of this machine's pool without being it.
  var isCalledLocal: Bool { name == Workers.localName && path != Workers.localPath }
}

struct OperatorProblem {
  /// Whose operator is wrong; nil when it is of all pools together.
  var pool: String?
  var path = "workers"
  var kind: Diagnostic.Kind

  var isOfOnePool: Bool { pool != nil }
}

extension Workers {
  fileprivate static let localPath = "workers.local"

  /// Every pool that has workers, those of this machine first.
  var pools: [NamedPool] {
    let isLocal = local.map { $0 > 0 } ?? (ssh.isEmpty && slurm.isEmpty)
    let here = isLocal ? [NamedPool(path: Workers.localPath, name: Workers.localName)] : []
    return here
      + ssh.enumerated().map { index, pool in
        NamedPool(
          path: Workers.path("ssh", index, of: ssh.count), name: pool.poolName, operator: pool.operator)
      }
      + slurm.enumerated().map { index, pool in
        NamedPool(
          path: Workers.path("slurm", index, of: slurm.count), name: pool.poolName, operator: pool.operator)
      }
  }

  /// As `Form.oneOrMore` has it: one alone has no position.
  private static func path(_ key: String, _ index: Int, of count: Int) -> String {
    count == 1 ? "workers.\(key)" : "workers.\(key).\(index)"
  }

  /// An operator lends compute. Where one pool names an operator all do, and nobody who lends compute is without workers:
  /// otherwise who trains a client, and is paid for it, would be nobody's word.
  fileprivate func operatorProblems(_ participants: [Participant]) -> [OperatorProblem] {
    let pools = pools
    let wrong = pools.compactMap { pool in
      pool.operator.flatMap { Workers.problem(with: $0, participants) }.map {
        OperatorProblem(pool: pool.name, path: pool.path + ".operator", kind: $0)
      }
    }
    let busy = Set(pools.compactMap(\.operator))
    guard wrong.isEmpty, !busy.isEmpty else { return wrong }
    if let pool = pools.first(where: { $0.operator == nil }) {
      return [OperatorProblem(path: pool.path, kind: .poolWithoutOperator(pool.name))]
    }
    let idle = participants.filter { $0.roles.contains(.compute) && !busy.contains($0.name) }.map(\.name)
    return idle.isEmpty ? [] : [OperatorProblem(kind: .operatorsWithoutPool(idle))]
  }

  private static func problem(with name: String, _ participants: [Participant]) -> Diagnostic.Kind? {
    guard let one = participants.first(where: { $0.name == name }) else {
      return .unknownParticipant(name, known: participants.map(\.name))
    }
    return one.roles.contains(.compute) ? nil : .withoutRole(name, .compute)
  }
}
