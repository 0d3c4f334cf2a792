import Datasets
import Determinism
import Kernel
import Planning
import WorkerProtocol

extension Preparation {
  /// - Parameter pool: the name of the pool whose workers are prepared.
  init(_ plan: Plan, pool: String) {
    self.init(
      dataset: plan.data.recipe, model: canonicalBytes(plan.model.encode(to:)),
      training: canonicalBytes(plan.training.encode(to:)), seed: plan.seed, numerics: plan.numerics.rawValue,
      parameters: plan.model.parameterCount, resident: plan.resident.map { ResidentShare($0, pool: pool) })
  }
}

extension Plan.Data {
  fileprivate var recipe: [UInt8] {
    switch self {
    case .shared(let recipe): canonicalBytes(recipe.encode(to:))
    case .resident(let resident): canonicalBytes(resident.recipe.encode(to:))
    }
  }
}

extension ResidentShare {
  fileprivate init(_ resident: ResidentPlan, pool: String) {
    self.init(
      layout: canonicalBytes(resident.layout.encode(to:)),
      clients: resident.clients.enumerated().filter { $1.pool == pool }.map {
        Client(client: $0, path: $1.path)
      })
  }
}

extension Plan {
  /// The digest of the data that workers of a pool open; nil where none lies there.
  func dataDigest(pool: String) -> Digest? {
    guard let resident else { return WorkerProtocol.dataDigest(ofSources: sources.map(\.digest)) }
    let digests = zip(resident.clients, resident.layout.clients).filter { $0.0.pool == pool }.map(\.1.digest)
    return digests.isEmpty ? nil : WorkerProtocol.dataDigest(ofSources: digests)
  }
}

private func canonicalBytes(_ encode: (inout CanonicalWriter) -> Void) -> [UInt8] {
  var writer = CanonicalWriter()
  encode(&writer)
  return writer.bytes
}

extension WorkerFacts {
  init(_ greeting: Greeting, _ readiness: Readiness, worker: Int, pool: String) {
    self.init(
      worker: worker, pool: pool, host: greeting.host, pid: greeting.pid, version: greeting.version,
      blasLibrary: readiness.blasLibrary, blasConfiguration: readiness.blasConfiguration,
      fingerprint: readiness.fingerprint, key: readiness.key?.hex)
  }
}
