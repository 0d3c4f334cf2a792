import Datasets
package import JobSpec
package import Planning

extension RunInputs {
  /// - Parameter spec: the job's files, the job itself first.
  package init(plan: Plan, spec: [SpecFile], settings: [Setting] = [], git: GitState?) {
    self.init(
      key: plan.runKey, job: plan.job.name, seed: plan.job.seed, rounds: plan.rounds,
      arithmetic: arithmeticVersion, economy: plan.economy, spec: spec, settings: settings,
      fields: plan.resolved.map { StoredField(path: $0.path, value: $0.value, identity: $0.identity) },
      data: plan.files, featureNames: plan.featureNames,
      classNames: plan.classNames, testRows: plan.testRows, clients: plan.clients,
      git: git)
  }
}
