import Determinism

/// One client's file as a worker of its owner sees it: read and split, not scaled.
struct ResidentFile {
  /// The class index or the number to predict of each row.
  typealias Targets = (train: [Float], test: [Float])

  let digest: Digest
  private let table: Table
  private let split: RowSplit

  /// - Parameter client: its index; each client's rows are split by themselves.
  /// - Throws: an error with no text from inside the file, because it leaves the owner.
  init(_ recipe: ResidentRecipe, client: Int, path: String, read: ReadData) throws(DatasetError) {
    let recipe = recipe.dataset(path: path)
    if let contradiction = recipe.contradictions.first { throw contradiction }
    do {
      let files = try SourceFiles([path], read: read, cache: nil)
      table = try Table(recipe, read: files.file)
      split = try table.split(recipe, path: path, client: client)
      try files.requireUnchanged()
      digest = files.sources[0].digest
    } catch { throw error.withoutCells }
    if let fault { throw DatasetError(path: path, kind: .resident(fault)) }
  }

  private var fault: ResidentFault? {
    let labels = table.labels.classNames.count
    if split.train.count < fewestResidentRows {
      return .tooFewRows(rows: split.train.count, needed: fewestResidentRows)
    }
    return labels < table.rows && labels <= classLimit
      ? nil : .tooManyLabels(labels: labels, rows: table.rows)
  }

  var featureNames: [String] { table.featureNames }

  var train: OrderedRows { rows(split.train) }
  var test: OrderedRows { rows(split.test) }

  private func rows(_ rows: [Int]) -> OrderedRows {
    OrderedRows(values: table.values, width: table.featureNames.count, rows: rows)
  }

  /// What of it leaves its owner.
  func survey(_ scale: DatasetRecipe.Scale) -> ResidentSurvey {
    ResidentSurvey(
      digest: digest, featureNames: featureNames, labels: labels, rows: split.train.count,
      testRows: split.test.count, statistics: ResidentSurvey.Statistics(scale, train))
  }

  private var labels: [ResidentSurvey.Label] {
    guard case .classes(let classes) = table.labels else { return [] }
    let trained = classes.rows(among: split.train)
    let tested = classes.rows(among: split.test)
    return classes.names.indices.map {
      ResidentSurvey.Label(name: classes.names[$0], rows: trained[$0].count, testRows: tested[$0].count)
    }
  }

  /// What training and test rows are to be told apart as or predicted to be.
  /// - Parameter classNames: of all clients.
  /// - Returns: nil when the file has a class that is not among them.
  func targets(among classNames: [String]) -> Targets? {
    guard case .classes(let classes) = table.labels else {
      return (table.labels.gather(split.train), table.labels.gather(split.test))
    }
    // By bytes, as labels are told apart.
    var position: [[UInt8]: Float] = [:]
    for (index, name) in classNames.enumerated() { position[Array(name.utf8)] = Float(index) }
    let known = classes.names.compactMap { position[Array($0.utf8)] }
    guard known.count == classes.names.count else { return nil }
    func gather(_ rows: [Int]) -> [Float] { rows.map { known[Int(classes.indices[$0])] } }
    return (gather(split.train), gather(split.test))
  }
}
