import Datasets
import Determinism
import Kernel
import Planning
import WorkerProtocol

extension Preparation {
  init(_ plan: Plan) {
    self.init(
      dataset: canonicalBytes(plan.dataset.encode(to:)), model: canonicalBytes(plan.model.encode(to:)),
      training: canonicalBytes(plan.training.encode(to:)), seed: plan.seed, numerics: plan.numerics.rawValue,
      parameters: plan.model.parameterCount)
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
      fingerprint: readiness.fingerprint)
  }
}
