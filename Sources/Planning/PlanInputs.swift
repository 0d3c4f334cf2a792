import Datasets
import Federation
import JobSpec
import Kernel

/// What a plan takes from its data and from the arrays that the job names beside it.
struct PlanInputs {
  let model: ModelShape
  private(set) var initial: InitialModel
  private(set) var cohorts: CohortRule
  /// The arrays' files: the schedule of cohorts, then the initial model.
  private(set) var files: [PreparedData.SourceFile] = []

  private let job: Job
  private let clients: Int

  init(_ job: Job, _ data: PreparedData) {
    self.job = job
    clients = data.clients.count
    model = ModelShape(job.model, features: data.features, classes: data.classNames.count)
    initial = .seed(job.seed)
    if case .seed(let seed) = job.model.initial { initial = .seed(seed) }
    cohorts = CohortRule(job.federation.cohort, clients: clients, seed: job.seed)
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
  }

  private mutating func takeInitialModel(folder: String, read: ReadData, cache: DataCache?) throws(Problem) {
    guard case .file(let path) = job.model.initial else { return }
    let array = try InputArray(path, named: "model.initial", folder: folder, read: read, cache: cache)
    initial = try InitialModel(array.numbers, for: model)
    files.append(array.source)
  }
}

extension CohortRule {
  fileprivate init(_ cohort: FederationSection.Cohort, clients: Int, seed: UInt64) {
    let fraction = cohort.fraction ?? 1
    let size = cohort.count ?? CohortRule.size(fraction: fraction, atLeast: cohort.atLeast, clients: clients)
    self.init(size: size, clients: clients, seed: seed)
  }
}
