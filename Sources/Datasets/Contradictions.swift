extension DatasetRecipe {
  /// What the recipe says that cannot be, whatever its files hold.
  package var contradictions: [DatasetError] {
    formatContradictions + testContradictions + partitionContradictions
  }

  private var formatContradictions: [DatasetError] {
    switch format {
    case .csv:
      label.map(columnsUsedTwice) ?? [DatasetError(kind: .noLabelNamed)]
    case .idx(_, _, let testX, let testY), .npy(_, _, let testX, let testY):
      (testX == nil) == (testY == nil) ? [] : [DatasetError(path: testX ?? testY, kind: .testFileMissing)]
    }
  }

  private func columnsUsedTwice(label: String) -> [DatasetError] {
    func error(_ column: String, _ first: String, _ second: String) -> DatasetError {
      DatasetError(column: column, kind: .columnUsedTwice(first: first, second: second))
    }
    var errors: [DatasetError] = []
    for name in drop where name != label && features.contains(name) {
      errors.append(error(name, "a feature", "dropped"))
    }
    for name in drop where name == label { errors.append(error(name, "the label", "dropped")) }
    for name in features where name == label { errors.append(error(name, "the label", "a feature")) }
    if case .column(let group) = partitioning {
      if features.contains(group) { errors.append(error(group, "a feature", "the partition column")) }
      if group == label { errors.append(error(group, "the label", "the partition column")) }
    }
    return errors
  }

  private var testContradictions: [DatasetError] {
    guard let test else { return [] }
    var errors: [DatasetError] = []
    if hasTestFiles { errors.append(DatasetError(kind: .testGivenTwice)) }
    if !(test.fraction > 0 && test.fraction < 1) {
      errors.append(DatasetError(kind: .badTestFraction(test.fraction)))
    }
    if test.stratified && !labelsAreClasses { errors.append(DatasetError(kind: .stratifiedNeedsClasses)) }
    return errors
  }

  private var hasTestFiles: Bool {
    switch format {
    case .csv: false
    case .idx(_, _, let testX, let testY), .npy(_, _, let testX, let testY): testX != nil || testY != nil
    }
  }

  private var partitionContradictions: [DatasetError] {
    switch partitioning {
    case .iid(let clients):
      return tooFew(("clients", clients))
    case .shards(let clients, let perClient):
      return tooFew(("clients", clients), ("per_client", perClient))
    case .dirichlet(let clients, let alpha, let minRows):
      var errors = tooFew(("clients", clients), ("min_rows", minRows))
      if !(alpha >= 1e-6 && alpha <= 1e6) { errors.append(DatasetError(kind: .badAlpha(alpha))) }
      if !labelsAreClasses { errors.append(DatasetError(kind: .dirichletNeedsClasses)) }
      return errors
    case .column:
      if case .csv = format { return [] }
      return [DatasetError(kind: .columnNeedsCSV)]
    case .ranges:
      return hasTestFiles ? [] : [DatasetError(kind: .rangesNeedTestFiles)]
    }
  }

  private func tooFew(_ counts: (name: String, value: Int)...) -> [DatasetError] {
    counts.filter { $0.value < 1 }.map { DatasetError(kind: .badCount(name: $0.name, value: $0.value)) }
  }
}
