import ArgumentParser
import Glibc
import Launching
import Record
import Reporting

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract:
      "Show a run while another process trains it: rounds, scores, losses, workers, rewards, oddities.",
    discussion: """
      On a terminal one block that is rewritten; elsewhere a line for each round. It only reads the record, a moment at \
      a time. It ends with the run: with 0 where that succeeded and with 1 where it did not.
      """)

  @Argument(
    help: ArgumentHelp(
      "A run's number. Default: the newest that goes on, or else the next that begins.", valueName: "run"))
  var number: Int?
  @Option(help: ArgumentHelp("Seconds between two looks at the record.", valueName: "seconds"))
  var interval = 1.0
  @OptionGroup var record: RecordOption

  func validate() throws {
    guard (0.05...3600).contains(interval) else {
      throw ValidationError("--interval is from 0.05 to 3600 seconds")
    }
  }

  func run() throws {
    StopSignal.install()
    let run = try number ?? newestRunning()
    var display: any WatchDisplay = isatty(STDOUT_FILENO) == 1 ? LiveBlock() : RoundLines()
    while true {
      let facts = try look(at: run)
      display.show(facts)
      if facts.run.status != .running { return try conclude(facts.run) }
      try rest()
    }
  }

  /// Waits, with a word, until a run goes on.
  private func newestRunning() throws -> Int {
    var isTold = false
    while true {
      if let record = try Record.ifAny(path: record.path) {
        let newest = try record.runs().last { $0.status == .running }
        try record.close()
        if let newest { return newest.id }
      }
      if !isTold { Standard.error("no run goes on in \(record.path); waiting for one") }
      isTold = true
      try rest()
    }
  }

  /// The record is opened for each look, so that the writer finds nobody in its way when it ends.
  private func look(at run: Int) throws -> RunFacts {
    let record = try Record.open(path: self.record.path, for: .reading)
    let facts = try RunFacts(run: run, record: record)
    try record.close()
    return facts
  }

  private func rest() throws {
    var bell = pollfd(fd: StopSignal.descriptor, events: Int16(POLLIN), revents: 0)
    poll(&bell, 1, Int32(interval * 1000))
    if StopSignal.received != nil { throw Failure(.stopped) }
  }

  private func conclude(_ run: StoredRun) throws {
    let what = "run \(run.id) of \(run.job) \(run.status.words)"
    switch run.status {
    case .succeeded, .running: break
    case .missed, .diverged: throw Failure(.jobFailed, what)
    case .interrupted:
      let resume = Invocation.command("resume \(run.id)", record: record.path)
      throw Failure(
        .jobFailed, "\(what) after round \(run.roundsDone) of \(run.roundsPlanned)",
        help: "`\(resume)` goes on with it")
    }
  }
}

/// Where a watched run is shown.
protocol WatchDisplay {
  mutating func show(_ facts: RunFacts)
}
