package import Datasets
package import JobSpec
import Kernel

/// What planning a job gave: a plan, or every reason why there is none.
package struct PlannedJob: Sendable {
  package var plan: Plan?
  package var diagnostics: [Diagnostic]
}

extension PlannedJob {
  fileprivate init(_ problems: [Problem], _ resolved: [ResolvedField]) {
    self.init(plan: nil, diagnostics: problems.diagnostics(resolved))
  }
}

/// Resolves a job against its data, which is read only if the job does not contradict itself.
///
/// - Parameters:
///   - folder: the folder of the job's file; data paths are relative to it.
///   - read: the whole contents of a data file.
///   - cache: remembers what large data files became.
///   - resident: what the clients of ``residentRecipe(_:)`` tell of their files; a plan of resident data needs it.
package func planJob(
  _ job: Job, resolved: [ResolvedField], folder: String, read: ReadData, cache: DataCache? = nil,
  resident: ResidentLayout? = nil
) -> PlannedJob {
  let own = contradictions(of: job)
  guard own.isEmpty else { return PlannedJob(own, resolved) }
  let found: JobData
  do {
    found = try JobData(job, folder: folder, read: read, cache: cache, resident: resident)
  } catch {
    return PlannedJob([error], resolved)
  }
  let facts = found.facts
  let problems = dataProblems(job, facts)
  guard problems.isEmpty else { return PlannedJob(problems, resolved) }
  var inputs = PlanInputs(job, facts)
  let wrong = inputs.take(folder: folder, read: read, cache: cache)
  guard wrong.isEmpty else { return PlannedJob(wrong, resolved) }
  let plan = Plan(
    job: job, resolved: resolved, data: found.data, sources: found.sources, inputs: inputs.files,
    featureNames: facts.featureNames, classNames: facts.classNames, testRows: facts.testRows,
    clients: plannedClients(job, facts), model: inputs.model, initial: inputs.initial,
    numerics: Numerics(job.federation.numerics),
    training: TrainingRecipe(job.training, rounds: job.federation.rounds), cohortRule: inputs.cohorts,
    counted: inputs.counted,
    success: job.useCase.success.map { Bar($0, classNames: facts.classNames) },
    stopWhen: job.federation.stopWhen.map { Bar($0, classNames: facts.classNames) },
    economy: economyRules(job).rules,
    runKey: runKey(resolved: resolved, files: found.sources + inputs.files))
  return PlannedJob(plan: plan, diagnostics: [])
}

/// Owners and operators are dealt out by client index, so that neither depends on which worker is free.
private func plannedClients(_ job: Job, _ facts: some DataFacts) -> [Plan.Client] {
  let operators = job.participants(withRole: .compute).map(\.name)
  let labelCounts = facts.labelCounts
  return facts.partitions.enumerated().map { index, client in
    let owner = job.data.owner(of: index)
    return Plan.Client(
      index: index, name: client.name, owner: owner,
      operator: job.data.host(of: index, among: operators), rows: client.rows,
      labelCounts: labelCounts[index])
  }
}

extension DataSection {
  /// nil when the job names no owners.
  func owner(of client: Int) -> String? {
    if case .resident(let files) = partitions { return files[client].owner }
    return owners.isEmpty ? nil : owners[client % owners.count]
  }

  /// Whose worker trains a client: resident data is at its owner's, if the owner lends compute.
  /// - Parameter operators: all who do.
  fileprivate func host(of client: Int, among operators: [String]) -> String? {
    if case .resident(let files) = partitions, operators.contains(files[client].owner) {
      return files[client].owner
    }
    return operators.isEmpty ? nil : operators[client % operators.count]
  }
}

extension Job {
  /// Sorted by name: the order in which a job lists its participants is no part of its identity.
  func participants(withRole role: Participant.Role) -> [Participant] {
    participants.filter { $0.roles.contains(role) }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }
}

extension Numerics {
  fileprivate init(_ numerics: FederationSection.Numerics) {
    switch numerics {
    case .portable: self = .portable
    case .blas: self = .blas
    }
  }
}
