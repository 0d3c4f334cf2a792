extension ResidentSurvey {
  /// Whether a file that is read by the recipe could give it.
  func isSound(for recipe: ResidentRecipe) -> Bool {
    guard (fewestResidentRows...valueLimit).contains(rows), (1...valueLimit).contains(testRows) else {
      return false
    }
    guard !featureNames.isEmpty, labels.isEmpty != recipe.labelsAreClasses else { return false }
    return hasSoundLabels && statistics.areSound(for: recipe.scale, width: featureNames.count)
  }

  private var hasSoundLabels: Bool {
    if labels.isEmpty { return true }
    let total = labels.reduce(into: (rows: 0, testRows: 0)) {
      // Counts of a survey that was read are small, and few enough never to overflow.
      $0.rows += $1.rows
      $0.testRows += $1.testRows
    }
    let names = Set(labels.map { Array($0.name.utf8) })
    return names.count == labels.count && labels.count <= classLimit && total == (rows, testRows)
  }
}

extension ResidentSurvey.Statistics {
  fileprivate func areSound(for scale: DatasetRecipe.Scale, width: Int) -> Bool {
    switch (self, scale) {
    case (.none, .none): true
    case (.minmax(let range), .minmax):
      range.least.count == width && range.most.count == width
        && zip(range.least, range.most).allSatisfy { $0.isFinite && $1.isFinite && $0 <= $1 }
    case (.standard(let sums, let constants), .standard):
      sums.count == width && constants.count == width && sums.allSatisfy(\.isFinite)
        && constants.allSatisfy { $0?.isFinite ?? true }
    default: false
    }
  }
}
