import Datasets
package import Determinism
import JobSpec
import Planning
package import Record

/// Where a run's model came from, as an in-toto statement with SLSA's predicate of provenance.
///
/// in-toto Attestation Framework, Statement v1; SLSA Provenance v1.0 (slsa.dev/spec/v1.0/provenance). Keys stand in the
/// specifications' order, so that the same run of the same record gives the same bytes. It is not signed: that is for
/// `cosign attest-blob` and the like.
package struct Provenance: Sendable {
  private let facts: RunFacts
  private let spec: [SpecFile]
  private let recordDigest: Digest
  private let modelDigest: Digest

  /// - Parameter spec: the text of the run's files.
  /// - Returns: nil of a run that has not ended, or ended without a round: nothing came of it yet.
  package init?(_ facts: RunFacts, spec: [SpecFile]) {
    guard let recordDigest = facts.run.digest, let modelDigest = facts.rounds.last?.modelDigest else { return nil }
    self.facts = facts
    self.spec = spec
    self.recordDigest = recordDigest
    self.modelDigest = modelDigest
  }

  package var json: JSON {
    .object([
      ("_type", .string("https://in-toto.io/Statement/v1")),
      (
        "subject",
        .array([
          descriptor(named: "\(facts.run.job): parameters, little-endian float32", modelDigest),
          descriptor(named: "\(facts.run.job): record digest", recordDigest),
        ])
      ),
      ("predicateType", .string("https://slsa.dev/provenance/v1")),
      ("predicate", .object([("buildDefinition", definition), ("runDetails", details)])),
    ])
  }

  private var definition: JSON {
    .object([
      ("buildType", .string("urn:muster:run:v1")),
      (
        "externalParameters",
        .object([
          ("job", .string(facts.run.job)), ("fields", texts(facts.fields.filter(\.identity).map { ($0.path, $0.value) })),
          ("settings", texts(facts.settings.map { ($0.path, $0.text) })),
        ])
      ),
      (
        "internalParameters",
        .object([
          ("runKey", .string(facts.run.key.hex)), ("arithmetic", .int(facts.run.arithmetic)),
          ("fingerprints", .array(distinct(facts.workers.map(\.fingerprint.hex)).map(JSON.string))),
          ("placement", texts(facts.fields.filter { !$0.identity }.map { ($0.path, $0.value) })),
        ])
      ),
      ("resolvedDependencies", .array(spec.map(file) + facts.data.map { located($0.path, $0.digest) } + commit)),
    ])
  }

  private var details: JSON {
    let first = facts.attempts.first
    let times = [
      ("startedOn", first?.started), ("finishedOn", facts.attempts.last?.finished),
    ].compactMap { key, time in time.map { (key, JSON.string($0.description)) } }
    return .object([
      (
        "builder",
        .object([
          ("id", .string("urn:muster:host:\(escaped(first?.environment.host ?? "unknown"))")),
          ("version", .object([("muster", .string(first?.environment.version ?? ""))])),
        ])
      ),
      ("metadata", .object([("invocationId", .string("urn:muster:run:\(facts.run.key.hex)"))] + times)),
    ])
  }

  private var commit: [JSON] {
    guard let git = facts.git else { return [] }
    let changes = git.diffDigest.map { [("uncommittedChangesSha256", JSON.string($0.hex))] } ?? []
    return [
      .object(
        [("name", .string("git commit")), ("digest", .object([("gitCommit", .string(git.commit))]))]
          + (changes.isEmpty ? [] : [("annotations", .object(changes))]))
    ]
  }

  private func file(_ file: SpecFile) -> JSON { located(file.path, Digest.of(file.text)) }

  private func located(_ path: String, _ digest: Digest) -> JSON {
    // A relative path is no URI of a file.
    path.hasPrefix("/")
      ? .object([("uri", .string("file://\(escaped(path))")), ("digest", sha256(digest))])
      : descriptor(named: path, digest)
  }

  private func descriptor(named name: String, _ digest: Digest) -> JSON {
    .object([("name", .string(name)), ("digest", sha256(digest))])
  }

  private func sha256(_ digest: Digest) -> JSON { .object([("sha256", .string(digest.hex))]) }

  private func texts(_ pairs: [(String, String)]) -> JSON {
    .object(pairs.map { (key: $0.0, value: .string($0.1)) })
  }

  /// As a URI's path needs it (RFC 3986): all but slashes and what is unreserved is percent-encoded.
  private func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let letter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
      let plain = letter || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "-._~/".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return plain ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
