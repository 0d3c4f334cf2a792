import Datasets
import Federation
import JobSpec
import Kernel

/// What a plan takes from its data and from the arrays that the job names beside it.
struct PlanInputs {
  let model: ModelShape
  private(set) var initial: InitialModel
  private(set) var cohorts: CohortRule
  /// How many of a cohort count; all when nil.
  let counted: Int?
  /// The arrays' files: the schedule of cohorts, then the initial model.
  private(set) var files: [PreparedData.SourceFile] = []

  private let job: Job
  private let clients: Int

  init(_ job: Job, _ data: some DataFacts) {
    self.job = job
    clients = data.partitions.count
    model = ModelShape(job.model, features: data.featureNames.count, classes: data.classNames.count)
    initial = .seed(job.seed)
    if case .seed(let seed) = job.model.initial { initial = .seed(seed) }
    let size = CohortRule.size(job.federation.cohort, clients: clients)
    let factor = job.federation.cohort.overSelect
    counted = factor == nil ? nil : size
    cohorts = CohortRule(
      size: CohortRule.size(overSelecting: size, by: factor ?? 1, clients: clients), clients: clients,
      seed: job.seed)
  }

  /// Reads the arrays.
  /// - Returns: what is wrong with them.
  mutating func take(folder: String, read: ReadData, cache: DataCache?) -> [Problem] {
    var problems: [Problem] = []
    do throws(Problem) { try takeSchedule(folder: folder, read: read, cache: cache) } catch {
      problems.append(error)
    }
    do throws(Problem) { try takeInitialModel(folder: folder, read: read, cache: cache) } catch {
      problems.append(error)
    }
    return problems
  }

  private mutating func takeSchedule(folder: String, read: ReadData, cache: DataCache?) throws(Problem) {
    guard let path = job.federation.cohort.schedule else { return }
    let array = try InputArray(
      path, named: "federation.cohort.schedule", folder: folder, read: read, cache: cache)
    cohorts = .scheduled(
      try CohortSchedule(array.numbers, rounds: job.federation.rounds, clients: clients))
    files.append(array.source)
    if let problem = minimumProblem(job.federation, cohort: cohorts.size) { throw problem }
  }

  private mutating func takeInitialModel(folder: String, read: ReadData, cache: DataCache?) throws(Problem) {
    guard case .file(let path) = job.model.initial else { return }
    let array = try InputArray(path, named: "model.initial", folder: folder, read: read, cache: cache)
    initial = try InitialModel(array.numbers, for: model)
    files.append(array.source)
  }
}

extension CohortRule {
  /// How many clients of a round count.
  static func size(_ cohort: FederationSection.Cohort, clients: Int) -> Int {
    cohort.count ?? size(fraction: cohort.fraction ?? 1, atLeast: cohort.atLeast, clients: clients)
  }
}
