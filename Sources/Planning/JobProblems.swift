import Datasets
package import JobSpec

/// What the sections of a job say against each other, found without its data, in the order of the job's files. A job
/// without any can still be contradicted by its data, which ``planJob(_:resolved:folder:read:)`` tells.
package func jobProblems(_ job: Job, resolved: [ResolvedField]) -> [Diagnostic] {
  contradictions(of: job).diagnostics(resolved)
}

func contradictions(of job: Job) -> [Problem] {
  let recipe = DatasetRecipe(job: job, folder: ".")
  return recipe.contradictions.map { Problem($0, recipe) } + modelProblems(job) + trainingProblems(job)
    + cohortProblems(job) + ownerProblems(job) + economyRules(job).problems
}

/// A cohort of more clients than the job makes; how many a column or ranges make, the data tells.
private func cohortProblems(_ job: Job) -> [Problem] {
  switch job.data.partitions {
  case .iid(let clients), .dirichlet(let clients, _, _), .shards(let clients, _):
    cohortProblems(job.federation.cohort, clients: clients)
  case .column, .ranges: []
  }
}

func cohortProblems(_ cohort: FederationSection.Cohort, clients: Int) -> [Problem] {
  let asked = [("federation.cohort.count", cohort.count), ("federation.cohort.at_least", cohort.atLeast)]
  return asked.compactMap { path, count in
    guard let count, count > clients else { return nil }
    return Problem(
      path: path, code: "cohort-size",
      message: "a cohort of \(count) is asked of \(counted(clients, "client"))",
      help: "ask for at most \(clients), or make more partitions")
  }
}

private func ownerProblems(_ job: Job) -> [Problem] {
  guard let split = job.tokenomics?.split, split.data > 0, job.data.owners.isEmpty else { return [] }
  return [
    Problem(
      path: "tokenomics.split.data", code: "no-owners",
      message: "a share goes to data owners, but no client has an owner",
      help: "list them in `data.owners`")
  ]
}
