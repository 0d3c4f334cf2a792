import Datasets
package import JobSpec

extension Job {
  /// The files whose contents decide the run, in the order in which a plan has them: the data, the schedule of cohorts, the
  /// initial model. With their digests ``runKey(resolved:files:)`` gives the plan's key, and nothing need be parsed.
  ///
  /// - Parameter folder: the folder of the job's file.
  /// - Returns: nil when the data is resident: only its owners' workers know it.
  package func files(in folder: String) -> [String]? {
    guard let recipe = DatasetRecipe(job: self, folder: folder) else { return nil }
    var arrays = [federation.cohort.schedule]
    if case .file(let path) = model.initial { arrays.append(path) }
    return recipe.paths + arrays.compactMap(\.self).map { placed($0, in: folder) }
  }
}
