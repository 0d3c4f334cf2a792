import Datasets
import Federation
package import JobSpec

/// What the sections of a job say against each other, found without its data, in the order of the job's files. A job
/// without any can still be contradicted by its data, which ``planJob(_:resolved:folder:read:cache:resident:)`` tells.
package func jobProblems(_ job: Job, resolved: [ResolvedField]) -> [Diagnostic] {
  contradictions(of: job).diagnostics(resolved)
}

func contradictions(of job: Job) -> [Problem] {
  let recipe = DatasetRecipe(job: job, folder: ".")
  let data = recipe?.contradictions ?? residentRecipe(job)?.recipe.contradictions ?? []
  let problems = data.map { Problem($0, job.data, folder: ".") }
  return problems + modelProblems(job) + trainingProblems(job)
    + cohortProblems(job) + ownerProblems(job) + economyRules(job).problems
}

/// A cohort of more clients than the job makes; how many a column or ranges make, the data tells.
private func cohortProblems(_ job: Job) -> [Problem] {
  switch job.data.partitions {
  case .iid(let clients), .dirichlet(let clients, _, _), .shards(let clients, _):
    cohortProblems(job.federation, clients: clients)
  case .resident(let files): cohortProblems(job.federation, clients: files.count)
  case .column, .ranges: []
  }
}

func cohortProblems(_ federation: FederationSection, clients: Int) -> [Problem] {
  let cohort = federation.cohort
  let asked = [("federation.cohort.count", cohort.count), ("federation.cohort.at_least", cohort.atLeast)]
  let tooLarge = asked.compactMap { path, count -> Problem? in
    guard let count, count > clients else { return nil }
    return Problem(
      path: path, code: "cohort-size",
      message: "a cohort of \(count) is asked of \(counted(clients, "client"))",
      help: "ask for at most \(clients), or make more partitions")
  }
  guard tooLarge.isEmpty, cohort.schedule == nil else { return tooLarge }
  return [minimumProblem(federation, cohort: CohortRule.size(cohort, clients: clients))].compactMap(\.self)
}

/// A round that never has as many clients as it needs.
/// - Parameter cohort: how many clients of a round count.
func minimumProblem(_ federation: FederationSection, cohort: Int) -> Problem? {
  guard let least = federation.minClients, least > cohort else { return nil }
  return Problem(
    path: "federation.min_clients", code: "cohort-minimum",
    message: "a round needs \(counted(least, "client")), but no more than \(cohort) of its cohort count",
    help: "use at most \(cohort), or a larger cohort")
}

private func ownerProblems(_ job: Job) -> [Problem] {
  guard let split = job.tokenomics?.split, split.data > 0, job.data.owner(of: 0) == nil else { return [] }
  return [
    Problem(
      path: "tokenomics.split.data", code: "no-owners",
      message: "a share goes to data owners, but no client has an owner",
      help: "list them in `data.owners`")
  ]
}
