import Determinism
import Planning
import WorkerProtocol

/// How one pool of a crew fares.
struct PoolStanding {
  let pool: CrewPool
  let preparation: Preparation
  /// Of the data that its workers open; nil where there is none, so that they can do nothing.
  let data: Digest?
  var report: PoolReport
  /// How many workers it has now.
  var members = 0
  /// Failures in a row, none of its tasks having been finished between them.
  private(set) var failures = 0
  /// By the run's clock: when it may be tried again.
  private(set) var restsUntil = -Double.infinity

  init(_ pool: CrewPool, of plan: Plan) {
    self.pool = pool
    preparation = Preparation(plan, pool: pool.name)
    data = plan.dataDigest(pool: pool.name)
    report = PoolReport(pool: pool.name)
  }

  /// Not used again in this run.
  var isRefused: Bool { report.refused != nil }

  /// Whether it failed so often that a run cannot wait for it alone.
  var isExhausted: Bool { failures > (pool.isLocal ? 2 * pool.workers + 2 : Self.manyFailures) }

  /// Whether the work that is its own may go elsewhere.
  var isDown: Bool { isRefused || failures >= 2 }

  /// Whether nothing is to be hoped of it.
  var isHopeless: Bool { data == nil || isRefused || isExhausted }

  func mayStart(at now: Double) -> Bool {
    data != nil && !isRefused && members < pool.workers && now >= restsUntil
  }

  /// Failures in a row of a remote pool: with rests of up to half a minute between them, two minutes or so.
  private static let manyFailures = 8
  private static let longestRest = 30.0

  mutating func rest(until moment: Double) { restsUntil = max(restsUntil, moment) }

  mutating func finishedTask() {
    report.tasks += 1
    failures = 0
  }

  /// A worker was lost. The workers of one connection are lost together, which is one failure.
  mutating func noteLoss(at now: Double) {
    report.losses += 1
    guard pool.isLocal || now >= restsUntil else { return }
    failures += 1
    if !pool.isLocal { restsUntil = now + rest(at: now) }
  }

  /// Doubles with every failure. Between half of it and all of it, by the moment, so that many do not come back at once.
  private func rest(at now: Double) -> Double {
    let longest = min(Self.longestRest, 0.5 * Double(1 << min(failures - 1, 10)))
    let jitter = Double((now.bitPattern &* 0x9e37_79b9_7f4a_7c15) >> 11) * 0x1p-53
    return longest * (0.5 + 0.5 * jitter)
  }
}
