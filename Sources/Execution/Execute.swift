import Datasets
import Determinism
import Federation
import Kernel
package import Launching
package import Planning
import Tokenomics
import WorkerProtocol

/// Walks a plan from a starting point to its end: each round is trained, aggregated, evaluated and rewarded, and then told
/// to the observer as one event. The result is a function of plan and start; workers, clock and launcher only
/// decide how long it takes.
///
/// - Parameters:
///   - workers: how many workers to keep, at least 1.
///   - shouldStop: asked whenever something arrives; true ends the run as interrupted.
/// - Throws: ``ExecutionError``, or what the observer threw.
package func execute(
  _ plan: Plan, from start: StartingPoint, workers: Int, launcher: any WorkerLauncher, clock: any RunClock,
  observer: any RunObserver, shouldStop: @escaping () -> Bool
) throws -> RunEnding {
  var crew = Crew(
    plan: plan, size: min(workers, plan.cohortRule.size), launcher: launcher, clock: clock,
    shouldStop: shouldStop,
    notify: observer.observe)
  crew.fingerprint = start.fingerprint
  var walk = RoundWalk(plan: plan, start: start, crew: crew, clock: clock)
  defer { walk.crew.dismiss() }
  let ending: RunEnding
  do {
    ending = try walk.walk(observer: observer)
  } catch ExecutionError.interrupted {
    ending = .interrupted
  } catch {
    // Told as well as it can be: the observer may be what failed.
    try? observer.observe(.ended(.failed(reason: "\(error)")))
    throw error
  }
  try observer.observe(.ended(ending))
  return ending
}

extension Crew {
  init(
    plan: Plan, size: Int, launcher: any WorkerLauncher, clock: any RunClock,
    shouldStop: @escaping () -> Bool, notify: @escaping (RunEvent) throws -> Void
  ) {
    self.init(
      launcher: launcher, size: max(1, size), preparation: .prepare(Preparation(plan)),
      expectedData: dataDigest(ofSources: plan.sources.map(\.digest)), clock: clock, shouldStop: shouldStop,
      notify: notify)
  }
}

extension Preparation {
  init(_ plan: Plan) {
    self.init(
      dataset: canonicalBytes(plan.dataset.encode(to:)), model: canonicalBytes(plan.model.encode(to:)),
      training: canonicalBytes(plan.training.encode(to:)), seed: plan.seed,
      parameters: plan.model.parameterCount)
  }
}

private func canonicalBytes(_ encode: (inout CanonicalWriter) -> Void) -> [UInt8] {
  var writer = CanonicalWriter()
  encode(&writer)
  return writer.bytes
}
