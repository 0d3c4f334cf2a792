import Glibc

/// Workers under Slurm: one program holds an allocation, asked for with the first worker, and each worker is a step in
/// it that `srun` leads to. What is for a worker waits until there are nodes.
struct SlurmWorkers: PoolWorkers {
  var links: [Link] = []
  let grace: Int
  private let request: SlurmRequest
  private let environment: [(name: String, value: String)]
  private var allocation: SlurmAllocation
  /// What holds the allocation.
  private var holder: pid_t?
  private var steps: [Step] = []
  /// How many steps were started in the allocation.
  private var started = 0

  private struct Step {
    let worker: Int
    /// Both nil until there are nodes.
    var link: pid_t?
    var node: String?
    var waiting = Outbox()
    /// Whether the worker said anything.
    var wasHeard = false
  }

  /// How many milliseconds Slurm has to release the allocation.
  private static let releaseGrace = 5000

  init(request: SlurmRequest, environment: [(name: String, value: String)], grace: Int) {
    self.request = request
    self.environment = workerEnvironment + environment
    self.grace = grace
    allocation = Self.allocation(request)
  }

  private static func allocation(_ request: SlurmRequest) -> SlurmAllocation {
    SlurmAllocation(request, environment: Dictionary(ownEnvironment()) { first, _ in first })
  }

  var workers: [Int] { steps.map(\.worker) }

  mutating func start(worker: Int) throws(LaunchError) {
    if holder == nil { try ask() }
    steps.append(Step(worker: worker))
    guard allocation.isGranted else { return }
    do throws(LaunchError) {
      try beginSteps()
    } catch {
      steps.removeLast()
      throw error
    }
  }

  private mutating func ask() throws(LaunchError) {
    allocation = Self.allocation(request)
    started = 0
    let command = try runnable(allocation.command)
    let link = try Link(command, environment: environment, hasHeirs: true)
    holder = link.id
    links.append(link)
  }

  /// Starts `srun` for the workers that wait for it.
  private mutating func beginSteps() throws(LaunchError) {
    for index in steps.indices where steps[index].link == nil {
      let command = try runnable(allocation.step(started))
      let link = try Link(command, environment: environment, outbox: steps[index].waiting)
      (steps[index].link, steps[index].node) = (link.id, allocation.node(started))
      steps[index].waiting = Outbox()
      links.append(link)
      started += 1
    }
  }

  private func runnable(_ command: [String]) throws(LaunchError) -> [String] {
    [try program(command[0], help: "install Slurm's client commands")] + command.dropFirst()
  }

  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int) {
    guard let index = steps.firstIndex(where: { $0.worker == worker }) else { return }
    if let link = links.firstIndex(where: { $0.id == steps[index].link }) {
      links[link].send(bytes, floats: floats)
    } else {
      steps[index].waiting.append(bytes, floats: floats)
    }
  }

  /// `srun` that is asked to end ends its step too; killed, it would leave that to Slurm. With the last worker the
  /// allocation goes back: one whose workers end by themselves is kept for those that are started in their place.
  mutating func stop(worker: Int) {
    guard let index = steps.firstIndex(where: { $0.worker == worker }) else { return }
    let id = steps.remove(at: index).link
    if let link = links.firstIndex(where: { $0.id == id }) {
      links[link].leave(.termination, overdue: monotonicMilliseconds() + grace)
    }
    if steps.isEmpty { release() }
  }

  mutating func stopAll() {
    workers.forEach { stop(worker: $0) }
    release()
  }

  /// A salloc that holds nodes releases them when its input ends, and one that waits in the queue when it is asked to.
  private mutating func release() {
    if let link = links.firstIndex(where: { $0.id == holder }) {
      links[link].leave(
        allocation.isGranted ? .endOfInput : .termination,
        overdue: monotonicMilliseconds() + Self.releaseGrace)
    }
    holder = nil
  }

  func left(by leaving: Set<Int>) -> Set<pid_t> {
    Set(steps.filter { leaving.contains($0.worker) }.compactMap(\.link))
  }

  mutating func receive(_ bytes: [UInt8], from link: pid_t) -> [WorkerEvent] {
    if link == holder { return grant(bytes) }
    guard let index = steps.firstIndex(where: { $0.link == link }) else { return [] }
    steps[index].wasHeard = true
    return [.received(worker: steps[index].worker, bytes)]
  }

  private mutating func grant(_ bytes: [UInt8]) -> [WorkerEvent] {
    do throws(LaunchError) {
      try allocation.receive(bytes)
      if allocation.isGranted { try beginSteps() }
      return []
    } catch {
      return closeAll(WorkerEnd(.unreachable, reason: error.message, help: error.help))
    }
  }

  mutating func ended(_ link: pid_t, _ end: LinkEnd) -> [WorkerEvent] {
    if link == holder { return closeAll(allocation.end(status: end.how, complaint: end.complaint)) }
    guard let index = steps.firstIndex(where: { $0.link == link }) else { return [] }
    let step = steps.remove(at: index)
    let told = self.end(of: step, end)
    let close = WorkerEvent.closed(worker: step.worker, told)
    return [close] + (allocation.isOver ? closeAll(told) : [])
  }

  private mutating func end(of step: Step, _ end: LinkEnd) -> WorkerEnd {
    let told = allocation.endStep(on: step.node ?? "", status: end.how, complaint: end.complaint)
    guard told.kind == .ended, end.status == .exit(0), !step.wasHeard else { return told }
    return WorkerEnd(.unreachable, reason: "\(told.reason), though its worker said nothing")
  }

  private mutating func closeAll(_ end: WorkerEnd) -> [WorkerEvent] {
    let events = workers.map { WorkerEvent.closed(worker: $0, end) }
    stopAll()
    return events
  }
}
