import ArgumentParser
import Determinism
import Execution
import JobSpec
import Launching
import Planning
import Reporting

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at every pool of workers before a run does, and say what would mend it.",
    discussion: """
      Asks one worker of each pool: whether it can be reached, its program, arithmetic, key, cores, memory and clock, and \
      with a job whether the job's data lies there. Without a job and --workers it looks at this machine alone. Ends \
      with 0 when all is well, with 78 when something is not, with 69 when no pool can be reached.
      """)

  @Argument(help: "A job file.", completion: .file(extensions: ["yaml", "yml"]))
  var job: String?

  @OptionGroup var workers: WorkersOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let placed = try job.map { try JobFile.read($0).placed(by: workers) }
    let ward = try Ward(try placed?.workers ?? workers.chosen() ?? .local(1))
    let view = DoctorView(pools: try ward.examined(for: try placed.map { try JobNeeds($0) } ?? JobNeeds()))
    switch output.format {
    case .json: Standard.output(view.json.text())
    case .text: Standard.output(view.text)
    }
    try conclude(view.pools)
  }

  private func conclude(_ pools: [PoolHealth]) throws {
    let faults = pools.reduce(0) { $0 + $1.faults.count }
    if pools.allSatisfy({ !$0.isUsed || $0.answer == nil }) {
      throw Failure(.noWorker, "no worker can be reached")
    }
    if faults > 0 {
      throw Failure(
        .configuration, "\(Figures.counted(faults, "fault")) in \(Figures.counted(pools.count, "pool"))")
    }
  }
}
