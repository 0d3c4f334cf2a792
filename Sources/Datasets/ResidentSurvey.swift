package import Determinism

/// What one client tells of its file before a run is planned: counts and sums over its training rows, the names of
/// its features and classes, and no row. Single values leave it only where the scale needs them: for `minmax` each
/// feature's least and most, for `standard` the value of a feature that is the same in all rows.
package struct ResidentSurvey: Sendable, Equatable {
  /// A class and its rows. Who has rows of one class alone tells all their labels with it.
  package struct Label: Sendable, Equatable {
    package var name: String
    package var rows: Int
    package var testRows: Int
  }

  /// What the scale of the run needs to know, and nothing else.
  enum Statistics: Sendable, Equatable {
    case none
    case minmax(Extremes)
    /// `constants` has a feature's value where it is the same in all the client's rows.
    case standard(sums: [Double], constants: [Float?])
  }

  /// Of the file's bytes. Whoever can guess a whole file can tell by it that the guess is right.
  package let digest: Digest
  package let featureNames: [String]
  /// Empty for regression.
  package let labels: [Label]
  /// To train on.
  package let rows: Int
  package let testRows: Int
  let statistics: Statistics
}

/// Looks through one client's file for the first time.
/// - Parameters:
///   - client: its index.
///   - read: the bytes of the file at `path`.
/// - Throws: what is wrong with the file, with no text from inside it.
package func survey(
  _ recipe: ResidentRecipe, client: Int, path: String, read: ReadData
) throws(DatasetError) -> ResidentSurvey {
  try ResidentFile(recipe, client: client, path: path, read: read).survey(recipe.scale)
}

/// Looks through a client's file once more, for `standard`.
/// - Parameters:
///   - digest: of the file when it was surveyed.
///   - means: of each feature over the training rows of all clients.
/// - Returns: for each feature the sum of the squared deviations of the client's training rows from the mean.
/// - Throws: what is wrong with the file, or that it was surveyed as another.
package func squaredDeviations(
  _ recipe: ResidentRecipe, client: Int, path: String, digest: Digest, means: [Double], read: ReadData
) throws(DatasetError) -> [Double] {
  let file = try ResidentFile(recipe, client: client, path: path, read: read)
  let rows = file.train
  guard file.digest == digest, means.count == rows.width else {
    throw DatasetError(path: path, kind: .resident(.notAsSurveyed(client: client)))
  }
  return rows.squares(rows.rows.indices, from: means)
}

extension ResidentSurvey.Statistics {
  init(_ scale: DatasetRecipe.Scale, _ rows: OrderedRows) {
    switch scale {
    case .none: self = .none
    case .minmax: self = .minmax(Extremes(rows))
    case .standard:
      let range = Extremes(rows)
      self = .standard(
        sums: rows.sums(rows.rows.indices),
        constants: zip(range.least, range.isConstant).map { value, isConstant in isConstant ? value : nil })
    }
  }
}
