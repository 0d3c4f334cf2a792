package import Datasets
import Federation
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
package func planJob(
  _ job: Job, resolved: [ResolvedField], folder: String, read: ReadData
) -> PlannedJob {
  let own = contradictions(of: job)
  guard own.isEmpty else { return PlannedJob(own, resolved) }
  let recipe = DatasetRecipe(job: job, folder: folder)
  let data: PreparedData
  do {
    data = try prepare(recipe, read: read)
  } catch {
    return PlannedJob([Problem(error, recipe)], resolved)
  }
  let problems = dataProblems(job, data)
  guard problems.isEmpty else { return PlannedJob(problems, resolved) }
  let clients = plannedClients(job, data)
  let plan = Plan(
    job: job, resolved: resolved, dataset: recipe, sources: data.sources, featureNames: data.featureNames,
    classNames: data.classNames, testRows: data.testRows, clients: clients,
    model: ModelShape(job.model, features: data.features, classes: data.classNames.count),
    training: TrainingRecipe(job.training),
    cohortRule: CohortRule(job.federation.cohort, clients: clients.count, seed: job.seed),
    success: job.useCase.success.map { Bar($0, classNames: data.classNames) },
    stopWhen: job.federation.stopWhen.map { Bar($0, classNames: data.classNames) },
    economy: economyRules(job).rules,
    runKey: runKey(resolved: resolved, sources: data.sources))
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

extension CohortRule {
  init(_ cohort: FederationSection.Cohort, clients: Int, seed: UInt64) {
    let fraction = cohort.fraction ?? 1
    let size = cohort.count ?? CohortRule.size(fraction: fraction, atLeast: cohort.atLeast, clients: clients)
    self.init(size: size, clients: clients, seed: seed)
  }
}
