import Datasets
import Determinism
import JobSpec
import Planning
import WorkerProtocol

/// A data file that a pool's workers are to have.
struct WantedFile {
  /// On the pool's hosts.
  var path: String
  /// nil where it lies with its owner, and nobody else knows it.
  var digest: Digest?

  func isMet(by found: FileFacts) -> Bool {
    digest.map { $0 == found.digest } ?? (found.digest != nil)
  }
}

/// What a job needs of the pools that would train it.
struct JobNeeds {
  /// Whether products are BLAS's.
  private(set) var blas = false
  private var shared: [WantedFile] = []
  private var resident: [ResidentClient] = []

  /// Of no job.
  init() {}

  /// - Throws: `invalid` when the job cannot be planned.
  init(_ placed: PlacedJob) throws {
    blas = placed.job.federation.numerics == .blas
    if let (_, clients) = residentRecipe(placed.job) {
      resident = clients
    } else {
      let plan = try placed.plan()
      shared = zip(plan.dataset?.absolute.paths ?? [], plan.sources).map {
        WantedFile(path: $0, digest: $1.digest)
      }
    }
  }

  func files(of pool: String) -> [WantedFile] {
    shared + resident.filter { $0.pool == pool }.map { WantedFile(path: $0.path) }
  }
}
