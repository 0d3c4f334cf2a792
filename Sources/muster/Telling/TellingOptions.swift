import ArgumentParser
import Batches
import Execution
import JobSpec
import Planning

/// How a command that trains says what happens, and to whom.
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

  /// Whether standard error tells people how it goes on.
  var showsProgress: Bool { printsResults && log == .text }

  /// Whether standard error gets what is no failure, either.
  var tellsWarnings: Bool { printsResults || log == .json }

  /// Tells programs that an attempt at a run begins.
  ///
  /// - Parameter job: what the command line calls the job, or its id in a batch.
  /// - Returns: who tells them how it goes on.
  func observers(of run: JobRun, as job: String) -> [any RunObserver] {
    guard log == .json else { return [] }
    let observer = RunLog(job: job, run: run.run, rounds: run.plan.rounds)
    observer.began(run)
    return [observer]
  }

  /// Carries out a command that runs one job, and tells at its end, however it ends, what came of it.
  ///
  /// - Parameter job: what the command line calls it.
  func tell(of job: String, metrics: MetricsFile? = nil, _ body: () throws -> JobConclusion) throws {
    begin()
    let clock = MonotonicClock()
    let started = clock.seconds()
    metrics?.begin()
    var conclusion: JobConclusion
    do {
      conclusion = try body()
    } catch {
      guard let failure = Failure(error) else { throw error }
      conclusion = JobConclusion(refused: failure, of: job)
    }
    conclusion.report.seconds = clock.seconds() - started
    Standard.event(LogLine(conclusion.report))
    metrics?.end(
      BatchReport(
        name: job, jobs: [conclusion.report], seconds: conclusion.report.seconds,
        status: conclusion.failure?.status.rawValue ?? 0))
    if summary { Standard.output(conclusion.report.summary) }
    if let failure = conclusion.failure { throw failure }
  }
}
