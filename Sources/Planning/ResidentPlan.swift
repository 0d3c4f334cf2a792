package import Datasets
package import JobSpec

/// Data that stays where it is: what its owners' workers make of it, and who they are.
package struct ResidentPlan: Sendable, Equatable {
  package var recipe: ResidentRecipe
  package var layout: ResidentLayout
  /// As the layout has them.
  package var clients: [ResidentClient]

  package init(recipe: ResidentRecipe, layout: ResidentLayout, clients: [ResidentClient]) {
    self.recipe = recipe
    self.layout = layout
    self.clients = clients
  }
}

/// A client whose rows only the workers of its pool can open.
package struct ResidentClient: Sendable, Equatable {
  /// The owner's; of an owner with several "mayo.1", "mayo.2" and so on.
  package var name: String
  package var pool: String
  /// As those workers find it.
  package var path: String

  package init(name: String, pool: String, path: String) {
    self.name = name
    self.pool = pool
    self.path = path
  }
}

/// What every client is to be asked about its file before the job can be planned.
/// - Returns: nil when the job's data is not resident. The clients are in the order of their indices.
package func residentRecipe(_ job: Job) -> (recipe: ResidentRecipe, clients: [ResidentClient])? {
  guard case .resident(let files) = job.data.partitions, job.data.source.format == .resident else {
    return nil
  }
  let source = job.data.source
  let recipe = ResidentRecipe(
    label: source.label, features: source.features, drop: source.drop,
    scale: DatasetRecipe.Scale(source.scale), labelsAreClasses: job.useCase.task != .regression,
    lastClass: job.useCase.anomaly, test: DatasetRecipe.TestSplit(job.data.test ?? TestSplit()),
    seed: job.seed)
  let clients = zip(names(of: files.map(\.owner)), files).map { name, file in
    ResidentClient(name: name, pool: file.pool, path: file.path)
  }
  return (recipe, clients)
}

/// No participant's name has a point in it.
private func names(of owners: [String]) -> [String] {
  let counts = Dictionary(owners.map { ($0, 1) }, uniquingKeysWith: +)
  var seen: [String: Int] = [:]
  return owners.map { owner in
    seen[owner, default: 0] += 1
    return counts[owner] == 1 ? owner : "\(owner).\(seen[owner, default: 0])"
  }
}

/// What is wrong with clients' own files, as their workers or what they tell of them say.
/// - Parameters:
///   - client: whose file it is; nil where files do not fit each other.
///   - resolved: of the job, for the place that names the file.
package func residentDiagnostic(
  _ message: String, help: String?, client: Int?, resolved: [ResolvedField]
) -> Diagnostic {
  Diagnostic(
    .planning(code: "resident-data", message: message, help: help),
    place: resolved.place(of: "data.partitions.resident" + (client.map { ".\($0).path" } ?? "")))
}
