package import Datasets
package import JobSpec

extension DatasetRecipe {
  /// nil of a job whose data is resident.
  /// - Parameter folder: the folder of the job's file, which its data paths are relative to.
  package init?(job: Job, folder: String) {
    let source = job.data.source
    guard let format = Format(source.format, folder: folder),
      let partitioning = Partitioning(job.data.partitions, folder: folder)
    else { return nil }
    self.init(
      format: format, label: source.label, features: source.features,
      drop: source.drop, scale: Scale(source.scale), labelsAreClasses: job.useCase.task != .regression,
      lastClass: job.useCase.anomaly,
      test: job.data.test.map(TestSplit.init), partitioning: partitioning, seed: job.seed)
  }
}

/// A path of a job as it is opened.
func placed(_ path: String, in folder: String) -> String {
  path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
}

extension DatasetRecipe.Format {
  /// nil of clients' own files.
  init?(_ format: DataSource.Format, folder: String) {
    func placed(_ path: String) -> String { Planning.placed(path, in: folder) }
    switch format {
    case .csv(let path):
      self = .csv(path: placed(path))
    case .idx(let files):
      self = .idx(
        images: placed(files.images), labels: placed(files.labels), testImages: files.testImages.map(placed),
        testLabels: files.testLabels.map(placed))
    case .npy(let files):
      self = .npy(
        x: placed(files.x), y: placed(files.y), testX: files.testX.map(placed), testY: files.testY.map(placed)
      )
    case .resident: return nil
    }
  }
}

extension DatasetRecipe.Scale {
  init(_ scale: DataSource.Scale) {
    switch scale {
    case .none: self = .none
    case .standard: self = .standard
    case .minmax: self = .minmax
    }
  }
}

extension DatasetRecipe.TestSplit {
  init(_ split: JobSpec.TestSplit) {
    self.init(fraction: split.fraction, stratified: split.stratified)
  }
}

extension DatasetRecipe.Partitioning {
  /// nil of clients' own files.
  init?(_ partitioning: JobSpec.Partitioning, folder: String) {
    switch partitioning {
    case .iid(let clients): self = .iid(clients: clients)
    case .dirichlet(let clients, let alpha, let minRows):
      self = .dirichlet(clients: clients, alpha: alpha, minRows: minRows)
    case .shards(let clients, let perClient): self = .shards(clients: clients, perClient: perClient)
    case .column(let name): self = .column(name)
    case .ranges(let path): self = .ranges(path: placed(path, in: folder))
    case .resident: return nil
    }
  }
}
