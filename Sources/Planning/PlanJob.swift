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
package func planJob(
  _ job: Job, resolved: [ResolvedField], folder: String, read: ReadData, cache: DataCache? = nil
) -> PlannedJob {
  let own = contradictions(of: job)
  guard own.isEmpty else { return PlannedJob(own, resolved) }
  let recipe = DatasetRecipe(job: job, folder: folder)
  let data: PreparedData
  do {
    data = try prepare(recipe, read: read, cache: cache)
  } catch {
    return PlannedJob([Problem(error, recipe)], resolved)
  }
  let problems = dataProblems(job, data)
  guard problems.isEmpty else { return PlannedJob(problems, resolved) }
  var inputs = PlanInputs(job, data)
  let wrong = inputs.take(folder: folder, read: read, cache: cache)
  guard wrong.isEmpty else { return PlannedJob(wrong, resolved) }
  let plan = Plan(
    job: job, resolved: resolved, dataset: recipe, sources: data.sources, inputs: inputs.files,
    featureNames: data.featureNames, classNames: data.classNames, testRows: data.testRows,
    clients: plannedClients(job, data), model: inputs.model, initial: inputs.initial,
    numerics: Numerics(job.federation.numerics),
    training: TrainingRecipe(job.training, rounds: job.federation.rounds), cohortRule: inputs.cohorts,
    success: job.useCase.success.map { Bar($0, classNames: data.classNames) },
    stopWhen: job.federation.stopWhen.map { Bar($0, classNames: data.classNames) },
    economy: economyRules(job).rules,
    runKey: runKey(resolved: resolved, files: data.sources + inputs.files))
  return PlannedJob(plan: plan, diagnostics: [])
}

/// Owners and operators are dealt out by client index, so that neither depends on which worker is free.
private func plannedClients(_ job: Job, _ data: PreparedData) -> [Plan.Client] {
  let owners = job.data.owners
  let operators = job.participants(withRole: .compute).map(\.name)
  let labelCounts = data.labelCounts
  return data.clients.enumerated().map { index, client in
    Plan.Client(
      index: index, name: client.name, owner: owners.isEmpty ? nil : owners[index % owners.count],
      operator: operators.isEmpty ? nil : operators[index % operators.count], rows: client.rows.count,
      labelCounts: labelCounts[index])
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
