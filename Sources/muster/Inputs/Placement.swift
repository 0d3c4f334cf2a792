import Execution
import JobSpec
import Kernel
import Launching
import Planning

/// A plan, and where its clients are trained.
struct Placement {
  let plan: Plan
  private let crewPools: [CrewPool]
  private let launcher: PoolLauncher
  private let patience: Patience

  /// - Throws: `noWorker` when this installation lacks its worker program, `invalid` when a pool cannot be.
  init(_ plan: Plan, of placed: PlacedJob) throws {
    self.plan = plan
    crewPools = try placed.workers.crewPools()
    launcher = try poolLauncher(placed.workers.pools)
    patience = placed.patience
  }

  /// Workers that are not on their way yet. They end with this process, whatever ends it.
  func crew() -> Crew {
    var plan = plan
    if isRemote, let dataset = plan.dataset { plan.data = .shared(dataset.absolute) }
    return Crew(plan, pools: crewPools, launcher: launcher, clock: MonotonicClock(), patience: patience)
  }

  /// Whether some workers are not on this machine.
  private var isRemote: Bool { crewPools.contains { !$0.isLocal } }

  /// Where the run begins, as far as that depends on who trains it: what portable arithmetic gives is known here, and no worker
  /// of another machine need be believed about it.
  func start(_ start: StartingPoint) -> StartingPoint {
    guard start.fingerprint == nil, plan.numerics == .portable, isRemote else { return start }
    var start = start
    start.fingerprint = numericFingerprint(arithmetic: .portable())
    return start
  }
}

/// - Throws: `noWorker` when this installation lacks its worker program.
func poolLauncher(_ pools: [Pool]) throws -> PoolLauncher {
  PoolLauncher(pools: pools, executable: try ownWorker(), sshConfig: environment("MUSTER_SSH_CONFIG"))
}

/// The worker program of this installation.
func ownWorker() throws -> String {
  do {
    return try workerExecutable(beside: try ownExecutable())
  } catch {
    throw Failure(.noWorker, error.message, help: error.help ?? "")
  }
}
