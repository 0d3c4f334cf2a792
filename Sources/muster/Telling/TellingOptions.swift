import ArgumentParser
import Batches
import Execution
import JobSpec
import Planning

/// How a command that trains says what happens.
struct TellingOptions: ParsableArguments {
  @Flag(help: "Print nothing unless something fails.") var quiet = false
  @Flag(help: "Print one line at the end in the place of progress and tables.") var summary = false
  @Option(help: "What standard error gets: text for people, json for programs, an event a line.")
  var log = LogFormat.text

  func validate() throws {
    guard !(quiet && summary) else { throw ValidationError("--quiet and --summary exclude each other") }
  }

  /// To be called before anything is said.
  func begin() { Standard.setLog(log) }

  /// Whether standard output gets what a person wants to know at the end.
  var printsResults: Bool { !quiet && !summary }

  /// Whether standard error tells how it goes on.
  var showsProgress: Bool { printsResults && log == .text }

  /// Who listens to a run.
  ///
  /// - Parameter job: the job's name, or its id in a batch.
  func observers(ofRun run: Int, of plan: Plan, job: String) -> [any RunObserver] {
    log == .json ? [RunLog(job: job, run: run, rounds: plan.rounds)] : []
  }
}

/// Where monitoring reads what came of a command.
struct MetricsOption: ParsableArguments {
  @Option(
    name: .customLong("metrics-file"),
    help: ArgumentHelp(
      "Write figures for node_exporter's textfile collector to this file, whose name ends with .prom.",
      valueName: "file"),
    completion: .file(extensions: ["prom"]))
  var path: String?

  func validate() throws {
    if path?.isEmpty == true { throw ValidationError("--metrics-file needs a path, and got an empty one") }
  }
}
