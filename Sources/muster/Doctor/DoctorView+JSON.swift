import Determinism
import Launching
import WorkerProtocol

extension DoctorView {
  /// For programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("well", .bool(pools.allSatisfy(\.faults.isEmpty))), ("pools", .array(pools.map(\.json))),
    ])
  }
}

extension PoolHealth {
  fileprivate var json: JSON {
    .object([
      ("pool", .string(pool.name)), ("reach", .string(pool.reach.word)), ("used", .bool(isUsed)),
      ("workers", .int(pool.workers)), ("reached", .bool(answer != nil)), ("worker", worker), ("data", data),
      ("faults", .array(findings.compactMap(\.fault))), ("notes", .array(findings.compactMap(\.note))),
    ])
  }

  private var worker: JSON {
    guard let answer else { return .null }
    let facts = answer.facts
    return .object([
      ("host", .string(answer.greeting.host)), ("seconds", .double(answer.seconds)),
      ("version", .string(facts.version)), ("program", .string(facts.program.hex)),
      ("same_program", isSameProgram.json), ("cpu", .string(facts.cpu)), ("cores", .int(facts.cores)),
      ("memory", .int(facts.memory)), ("clock_skew", .double(answer.clockSkew)),
      ("fingerprint", .string(facts.fingerprint.hex)), ("same_fingerprint", isSameFingerprint.json),
      ("blas", facts.blas.map(JSON.string) ?? .null),
      ("blas_fingerprint", facts.blasFingerprint.map { .string($0.hex) } ?? .null),
      ("key", facts.key.map(JSON.string) ?? .null), ("key_pinned", isPinnedKey.json),
    ])
  }

  private var data: JSON {
    .array(
      zip(files, answer?.facts.files ?? []).map { wanted, found in
        .object([
          ("path", .string(wanted.path)), ("digest", found.digest.map { .string($0.hex) } ?? .null),
          ("same", .bool(wanted.isMet(by: found))),
        ])
      })
  }
}

extension Finding {
  fileprivate var fault: JSON? {
    guard case .fault(let what, let mend) = self else { return nil }
    return .object([("what", .string(what)), ("mend", .string(mend))])
  }

  fileprivate var note: JSON? { if case .note(let what) = self { .string(what) } else { nil } }
}

extension Pool.Reach {
  fileprivate var word: String {
    switch self {
    case .local: "local"
    case .ssh: "ssh"
    case .slurm: "slurm"
    }
  }
}

extension Bool? {
  fileprivate var json: JSON { map(JSON.bool) ?? .null }
}
