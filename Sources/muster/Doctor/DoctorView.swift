import Determinism
import Launching
import Reporting
import WorkerProtocol

/// What the doctor found, for people: a line a pool, and below it what is wrong and what may mend it.
struct DoctorView {
  let pools: [PoolHealth]

  var text: String {
    let lines = table.split(separator: "\n").map(String.init)
    let told = zip(pools, lines.dropFirst()).map { pool, line in
      ([line] + pool.findings.map(\.text)).joined(separator: "\n")
    }
    return (lines.prefix(1) + told).joined(separator: "\n")
  }

  private var table: String {
    var table = TextTable(
      ("pool", .left), ("reached", .right), ("muster-worker", .left), ("fingerprint", .left),
      ("cores", .right),
      ("memory", .right), ("clock", .right), ("key", .left), ("data", .left), ("BLAS", .left))
    for pool in pools { table.add(pool.cells) }
    return table.text()
  }
}

extension Finding {
  fileprivate var text: String {
    switch self {
    case .fault(let what, let mend): "  fault: \(what)\n   help: \(mend)"
    case .note(let what): "   note: \(what)"
    }
  }
}

extension PoolHealth {
  fileprivate var cells: [String] {
    let name = isUsed ? pool.name : "this machine"
    guard let answer else { return [name, "no"] + [String](repeating: "", count: 8) }
    let facts = answer.facts
    return [
      name, Figures.seconds(answer.seconds), "\(facts.version) \(facts.program.short)\(told(isSameProgram))",
      facts.fingerprint.short + told(isSameFingerprint), "\(facts.cores)",
      Figures.bytes(Double(facts.memory)),
      skew(answer.clockSkew), key, data, library(facts),
    ]
  }

  private func told(_ isSame: Bool?) -> String { isSame == false ? " differs" : "" }

  private func skew(_ seconds: Double) -> String {
    guard seconds != 0 else { return "same" }
    return (seconds < 0 ? "-" : "+") + Figures.seconds(seconds.magnitude)
  }

  /// What a pool's `keys` may hold. A worker of this machine signs nothing.
  private var key: String {
    guard pool.reach != .local else { return "" }
    let pinned = isPinnedKey.map { $0 ? " pinned" : " not pinned" } ?? ""
    return (answer?.facts.key ?? "none") + pinned
  }

  /// Its name, version and core, without the options that it was built with.
  private func library(_ facts: Facts) -> String {
    let words = (facts.blas ?? "none").split(separator: " ")
    return words.filter { !$0.contains("_") && !$0.contains("=") }.joined(separator: " ")
  }

  private var data: String {
    guard !files.isEmpty, let facts = answer?.facts else { return "" }
    let good = zip(files, facts.files).count { $0.isMet(by: $1) }
    return "\(good) of \(Figures.counted(files.count, "file"))"
  }
}
