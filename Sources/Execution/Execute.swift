package import Launching
package import Planning

/// Walks a plan from a starting point to its end: each round is trained, aggregated, rewarded and evaluated, and then told
/// to the observer as one event. The result is a function of plan and start; workers, clock and launcher only
/// decide how long it takes.
///
/// - Parameters:
///   - crew: of this plan; its workers may be on their way already.
///   - shouldStop: asked whenever something arrives; true ends the run as interrupted.
/// - Throws: ``ExecutionError``, or what the observer threw.
package func execute(
  _ plan: Plan, from start: StartingPoint, crew: Crew, observer: any RunObserver,
  shouldStop: @escaping () -> Bool
) throws -> RunEnding {
  keepFreedMemory()
  var crew = crew
  crew.fingerprint = start.fingerprint
  crew.notify = observer.observe
  crew.shouldStop = shouldStop
  var walk = try RoundWalk(plan: plan, start: start, crew: crew, observer: observer)
  defer { walk.crew.dismiss() }
  let ending: RunEnding
  do {
    ending = try walk.walk()
  } catch ExecutionError.interrupted {
    ending = .interrupted
  } catch {
    // Told as well as it can be: the observer may be what failed.
    try? observer.observe(.poolsDone(walk.crew.reports))
    try? observer.observe(.ended(RunEnding(error)))
    throw error
  }
  // They end while the observer is busy with the end.
  walk.crew.release()
  try observer.observe(.poolsDone(walk.crew.reports))
  try observer.observe(.ended(ending))
  return ending
}

extension RunEnding {
  /// Of a run that could not go on.
  fileprivate init(_ error: any Error) {
    if case ExecutionError.late(let reason, _) = error {
      self = .late(reason: reason)
    } else {
      self = .failed(reason: "\(error)")
    }
  }
}

/// The same, with a crew of so many workers on this machine that starts now.
package func execute(
  _ plan: Plan, from start: StartingPoint, workers: Int, launcher: any WorkerLauncher, clock: any RunClock,
  observer: any RunObserver, shouldStop: @escaping () -> Bool
) throws -> RunEnding {
  let crew = Crew(plan, pools: [.local(workers)], launcher: launcher, clock: clock)
  return try execute(plan, from: start, crew: crew, observer: observer, shouldStop: shouldStop)
}
