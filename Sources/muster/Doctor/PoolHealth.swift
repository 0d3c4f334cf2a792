import Determinism
import Execution
import Launching
import Reporting
import WorkerProtocol

/// A pool as the doctor found it.
struct PoolHealth {
  let pool: Pool
  /// The keys its workers may have; any when empty.
  let keys: [PublicKey]
  /// Whether the workers that were asked about have it; this machine is looked at in any case.
  let isUsed: Bool
  let examination: Examination
  /// That a job needs there.
  let files: [WantedFile]
  /// What it should be like.
  let standard: Yardstick

  /// What pools are compared with.
  struct Yardstick {
    /// What this installation's own worker said; nil when it said nothing.
    var own: Facts?
    /// What the first pool gave, where products are BLAS's: one run needs one answer.
    var blas: (pool: String, fingerprint: Digest)?
    /// Whether the job asks for BLAS.
    var needsBLAS = false
  }

  var answer: Examination.Answer? { examination.answer }

  /// nil when nothing can be said of it.
  var isSameProgram: Bool? {
    guard let own = standard.own, let facts = answer?.facts else { return nil }
    return own.program == facts.program
  }

  /// Of portable arithmetic.
  var isSameFingerprint: Bool? {
    guard let own = standard.own, let facts = answer?.facts else { return nil }
    return own.fingerprint == facts.fingerprint
  }

  /// nil where no key is pinned.
  var isPinnedKey: Bool? {
    guard !keys.isEmpty, let facts = answer?.facts else { return nil }
    return keys.contains { $0.hex == facts.key }
  }

  var faults: [Finding] { findings.filter(\.isFault) }

  /// The gravest first.
  var findings: [Finding] {
    switch examination {
    case .silent(let reason, let help):
      [.fault(reason, mend: help ?? "start its worker by hand, and see what it says")]
    case .answered(let answer):
      program(answer.facts) + fingerprint(answer.facts) + blas(answer.facts) + key(answer.facts)
        + data(answer.facts) + clock(answer) + size(answer.facts)
    }
  }
}

extension PoolHealth {
  private static let install = "`muster workers install FILE` brings this muster's worker there"

  private func program(_ facts: Facts) -> [Finding] {
    if facts.version != musterVersion {
      return [
        .fault(
          "its muster-worker is version \(facts.version), this muster is \(musterVersion)", mend: Self.install
        )
      ]
    }
    guard isSameProgram == false else { return [] }
    return [.note("its muster-worker is another build of the same version; \(Self.install)")]
  }

  private func fingerprint(_ facts: Facts) -> [Finding] {
    guard isSameFingerprint == false else { return [] }
    return [
      .fault(
        "it computes other bits than this machine (fingerprint \(facts.fingerprint.short))",
        mend: "\(Self.install); if that does not help, leave the pool out and report its CPU: \(facts.cpu)")
    ]
  }

  private func blas(_ facts: Facts) -> [Finding] {
    guard standard.needsBLAS, isUsed else { return [] }
    guard let fingerprint = facts.blasFingerprint else {
      return [
        .fault(
          "the job asks for `numerics: blas`: \(facts.blasTrouble ?? "there is no BLAS")",
          mend: "install libopenblas0-pthread there, or use `numerics: portable`")
      ]
    }
    guard let first = standard.blas, first.fingerprint != fingerprint else { return [] }
    return [
      .fault(
        "its BLAS gives other bits than that of \(first.pool), so one run cannot use both",
        mend: "use the same BLAS library on the same kind of CPU, or `numerics: portable`")
    ]
  }

  private func key(_ facts: Facts) -> [Finding] {
    guard isPinnedKey == false else { return [] }
    guard let key = facts.key else {
      return [
        .fault(
          "its worker has no key, where `keys` names some" + (facts.keyTrouble.map { ": \($0)" } ?? ""),
          mend: "MUSTER_WORKER_KEY names the file of its key; else it needs a home folder")
      ]
    }
    return [
      .fault(
        "its worker's key is none of `keys`: \(key)",
        mend: "ask its operator whether that key is theirs; only then add it to the pool's `keys`")
    ]
  }

  private func data(_ facts: Facts) -> [Finding] {
    guard facts.files.count == files.count else {
      return [.fault("its worker did not say which data it has", mend: Self.install)]
    }
    return zip(files, facts.files).compactMap { wanted, found in
      if let trouble = found.trouble {
        return .fault(trouble, mend: "bring the file there, under the same path: \(wanted.path)")
      }
      guard let digest = wanted.digest, found.digest != digest else { return nil }
      return .fault(
        "\(wanted.path) is another file there: its digest is \(found.digest?.short ?? "not known"), here it is \(digest.short)",
        mend: "bring this machine's file there, or theirs here")
    }
  }

  private func clock(_ answer: Examination.Answer) -> [Finding] {
    let skew = answer.clockSkew
    guard skew.magnitude > 2 else { return [] }
    return [
      .fault(
        "its clock is \(Figures.span(skew.magnitude)) \(skew < 0 ? "behind" : "ahead of") this machine's",
        mend: "let both keep time by NTP; no result depends on it, but times in logs do")
    ]
  }

  private func size(_ facts: Facts) -> [Finding] {
    guard case .ssh = pool.reach, isUsed, pool.workers > facts.cores else { return [] }
    return [.note("\(pool.workers) workers share \(Figures.counted(facts.cores, "core"))")]
  }
}
