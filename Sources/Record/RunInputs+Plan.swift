import Datasets
import JobSpec
package import Planning

extension RunInputs {
  /// - Parameter spec: the job's files, the job itself first.
  package init(plan: Plan, spec: [SpecFile], git: GitState?) {
    self.init(
      key: plan.runKey, job: plan.job.name, seed: plan.job.seed, rounds: plan.cohorts.count,
      arithmetic: arithmeticVersion, economy: plan.economy, spec: spec,
      fields: plan.resolved.map { StoredField(path: $0.path, value: $0.value, identity: $0.identity) },
      data: plan.sources.map { DataFile(path: $0.path, digest: $0.digest) }, featureNames: plan.featureNames,
      classNames: plan.classNames, testRows: plan.testRows, clients: plan.clients.map(StoredClient.init),
      git: git)
  }
}

extension StoredClient {
  package init(_ client: Plan.Client) {
    self.init(
      index: client.index, name: client.name, owner: client.owner, operator: client.operator,
      rows: client.rows,
      labelCounts: client.labelCounts)
  }
}
