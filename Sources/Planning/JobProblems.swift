import Datasets
package import JobSpec
import Kernel

/// What the sections of a job say against each other, found without its data, in the order of the job's files. A job
/// without any can still be contradicted by its data, which ``planJob(_:resolved:folder:read:)`` tells.
package func jobProblems(_ job: Job, resolved: [ResolvedField]) -> [Diagnostic] {
  contradictions(of: job).diagnostics(resolved)
}

func contradictions(of job: Job) -> [Problem] {
  let recipe = DatasetRecipe(job: job, folder: ".")
  return recipe.contradictions.map { Problem($0, recipe) } + taskProblems(job) + hiddenLayerProblems(job)
    + cohortProblems(job) + ownerProblems(job) + economyRules(job).problems
}

private func taskProblems(_ job: Job) -> [Problem] {
  switch (job.useCase.task, job.model) {
  case (.classification, .linear):
    [
      Problem(
        path: "model", code: "model-task",
        message: "`linear` predicts a number, but the task is classification",
        help: "use `logistic` (two classes), `softmax` or `mlp`")
    ]
  case (.regression, .logistic), (.regression, .softmax):
    [
      Problem(
        path: "model", code: "model-task", message: "this model predicts a class, but the task is regression",
        help: "use `linear` or `mlp`")
    ]
  case (.classification, _), (.regression, _): []
  }
}

/// A model that is too large whatever the data.
private func hiddenLayerProblems(_ job: Job) -> [Problem] {
  guard case .mlp = job.model else { return [] }
  let least = ModelShape(job.model, features: 1, classes: job.useCase.task == .classification ? 2 : 0)
  return parameterProblems(least, of: job)
}

/// A cohort of more clients than the job makes; how many a column makes, its data tells.
private func cohortProblems(_ job: Job) -> [Problem] {
  switch job.data.partitions {
  case .iid(let clients), .dirichlet(let clients, _, _), .shards(let clients, _):
    cohortProblems(job.federation.cohort, clients: clients)
  case .column: []
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
