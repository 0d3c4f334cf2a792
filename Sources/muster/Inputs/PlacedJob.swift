import Datasets
import Execution
import JobSpec
import Launching
import Planning

/// A job, the folder that its paths lead from, and where its clients are to be trained.
struct PlacedJob {
  let job: Job
  let resolved: [ResolvedField]
  let folder: String
  let workers: Workers
  /// How long they may take.
  var patience: Patience

  /// The plan. Where the data lies with its owners, their workers are asked for the counts and sums that a plan needs.
  ///
  /// - Parameter refusal: thrown when there is no plan, with what is wrong.
  func plan(refusal: Failure = Failure(.invalid)) throws -> Plan {
    let layout = jobProblems(job, resolved: resolved).isEmpty ? try residentLayout() : nil
    let planned = planJob(
      job, resolved: resolved, folder: folder, read: mapFile, cache: .ofUser(), resident: layout)
    if let plan = planned.plan { return plan }
    var refusal = refusal
    refusal.diagnostics = planned.diagnostics
    throw refusal
  }

  /// - Returns: nil when the data is not resident.
  private func residentLayout() throws -> ResidentLayout? {
    guard let (recipe, clients) = residentRecipe(job) else { return nil }
    do {
      return try surveyResidentData(
        recipe, of: clients, pools: try workers.crewPools(), launcher: try poolLauncher(workers.pools),
        clock: MonotonicClock(), patience: patience,
        shouldStop: { StopSignal.received != nil })
    } catch let error as DatasetError {
      throw refusal(error.description, error.help, client: nil)
    } catch ExecutionError.workerFailed(let message, let help) {
      // Which begins with the name of the client whose file it is.
      let client = clients.firstIndex { message.hasPrefix("\($0.name), ") }
      throw refusal(message, help.isEmpty ? nil : help, client: client)
    }
  }

  /// What is wrong with the clients' own files.
  private func refusal(_ message: String, _ help: String?, client: Int?) -> Failure {
    Failure(.invalid, [residentDiagnostic(message, help: help, client: client, resolved: resolved)])
  }
}

extension JobFile {
  func placed(by option: WorkersOption) throws -> PlacedJob {
    let job = try job()
    let workers = try option.workers(for: job)
    return PlacedJob(
      job: job, resolved: reading.resolved, folder: folder, workers: workers,
      patience: Patience(job.federation, workers))
  }
}
