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
    try? observer.observe(.ended(.failed(reason: "\(error)")))
    throw error
  }
  // They end while the observer is busy with the end.
  walk.crew.release()
  try observer.observe(.ended(ending))
  return ending
}

/// The same, with a crew of so many workers that starts now.
package func execute(
  _ plan: Plan, from start: StartingPoint, workers: Int, launcher: any WorkerLauncher, clock: any RunClock,
  observer: any RunObserver, shouldStop: @escaping () -> Bool
) throws -> RunEnding {
  let crew = Crew(plan, workers: workers, launcher: launcher, clock: clock)
  return try execute(plan, from: start, crew: crew, observer: observer, shouldStop: shouldStop)
}
