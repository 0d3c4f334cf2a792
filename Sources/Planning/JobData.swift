import Datasets
import JobSpec

/// A job's data as far as a plan needs it.
struct JobData {
  let data: Plan.Data
  /// The files, in the order in which they count.
  let sources: [PreparedData.SourceFile]
  let facts: any DataFacts

  /// Reads the data, unless it is resident: then it is what the layout says.
  init(
    _ job: Job, folder: String, read: ReadData, cache: DataCache?, resident layout: ResidentLayout?
  ) throws(Problem) {
    if let recipe = DatasetRecipe(job: job, folder: folder) {
      let prepared: PreparedData
      do { prepared = try prepare(recipe, read: read, cache: cache) } catch {
        throw Problem(error, job.data, folder: folder)
      }
      (data, sources, facts) = (.shared(recipe), prepared.sources, prepared)
    } else {
      let plan = try ResidentPlan(job, layout)
      (data, sources, facts) = (.resident(plan), plan.sources, plan.layout)
    }
  }
}

extension ResidentPlan {
  /// - Throws: when there is no layout, or it is not of the job's clients.
  fileprivate init(_ job: Job, _ layout: ResidentLayout?) throws(Problem) {
    guard let (recipe, clients) = residentRecipe(job), let layout,
      layout.clients.map(\.name) == clients.map(\.name)
    else {
      throw Problem(
        path: "data.partitions", code: "resident-data",
        message: "its data is resident: a plan needs the workers that hold it",
        help: "name their pools in `workers`, or in a file behind `--workers`")
    }
    self.init(recipe: recipe, layout: layout, clients: clients)
  }

  fileprivate var sources: [PreparedData.SourceFile] {
    zip(clients, layout.clients).map { PreparedData.SourceFile(path: $0.path, digest: $1.digest) }
  }
}
