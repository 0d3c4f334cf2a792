import Datasets
import Execution
import JobSpec
import Kernel
import Launching
import Planning
import WorkerProtocol

/// The pools that the doctor looks at: those that are asked about, and this machine, with which they are compared.
struct Ward {
  private let workers: Workers
  /// This machine first.
  private let pools: [Pool]
  private let crew: [CrewPool]
  private let usesThisMachine: Bool

  init(_ workers: Workers) throws {
    self.workers = workers
    let (pools, crew) = (workers.pools, try workers.crewPools())
    usesThisMachine = pools.first?.reach == .local
    let here = Workers.local(1)
    self.pools = (usesThisMachine ? [] : here.pools) + pools
    self.crew = (usesThisMachine ? [] : try here.crewPools()) + crew
  }

  /// Looks at every pool.
  func examined(for needs: JobNeeds) throws -> [PoolHealth] {
    let limits = crew.map { pool in
      Examiner.Limits(
        connect: workers.connect.seconds, queue: pool.queue.seconds, silence: workers.silence.seconds)
    }
    let files = pools.map { needs.files(of: $0.name) }
    var examiner = Examiner(try poolLauncher(pools), files: files.map { $0.map(\.path) }, limits: limits)
    let examinations = examiner.examine()
    let standard = standard(from: examinations, needs)
    return pools.indices.map { index in
      PoolHealth(
        pool: pools[index], keys: crew[index].keys, isUsed: isUsed(index), examination: examinations[index],
        files: files[index], standard: standard)
    }
  }

  private func isUsed(_ index: Int) -> Bool { usesThisMachine || index > 0 }

  private func standard(from examinations: [Examination], _ needs: JobNeeds) -> PoolHealth.Yardstick {
    var standard = PoolHealth.Yardstick(own: examinations.first?.answer?.facts, needsBLAS: needs.blas)
    for index in pools.indices where isUsed(index) && standard.blas == nil {
      guard let fingerprint = examinations[index].answer?.facts.blasFingerprint else { continue }
      standard.blas = (pools[index].name, fingerprint)
    }
    return standard
  }
}
