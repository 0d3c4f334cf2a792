/// The surveys of all clients of a run, in client order, which fit each other.
package struct ResidentSurveys: Sendable {
  private let recipe: ResidentRecipe
  private let clients: [(name: String, survey: ResidentSurvey)]
  private let width: Int

  /// - Throws: `featuresDiffer`, or `unsoundSurvey` for what no file gives, with the client's name.
  package init(
    _ recipe: ResidentRecipe, _ clients: [(name: String, survey: ResidentSurvey)]
  ) throws(DatasetError) {
    guard let first = clients.first else {
      throw DatasetError(kind: .badCount(name: "clients", value: 0))
    }
    for (name, survey) in clients {
      guard survey.isSound(for: recipe) else { throw unsound(name) }
      if let difference = survey.firstDifference(from: first.survey) {
        let fault = ResidentFault.featuresDiffer(
          client: name, feature: difference.own, other: first.name, otherFeature: difference.other)
        throw DatasetError(kind: .resident(fault))
      }
    }
    self.recipe = recipe
    self.clients = clients
    width = first.survey.featureNames.count
  }

  /// Of each feature over the training rows of all clients, where clients are to be asked for their
  /// `squaredDeviations` from them; nil where the surveys say all that the scale needs.
  package var means: [Double]? {
    guard recipe.scale == .standard else { return nil }
    let sums = clients.lazy.map { client -> [Double] in
      if case .standard(let sums, _) = client.survey.statistics { sums } else { [] }
    }
    return added(sums, width: width).map { $0 / Double(rows) }
  }

  private var rows: Int { clients.reduce(0) { $0 + $1.survey.rows } }

  /// - Parameter squares: what each client answered to ``means``; empty where those are nil.
  /// - Throws: `unsoundSurvey` for an answer that no file gives.
  package func layout(squares: [[Double]] = []) throws(DatasetError) -> ResidentLayout {
    let scaling = try scaling(squares)
    let classNames = classNames
    return ResidentLayout(
      featureNames: clients[0].survey.featureNames, classNames: classNames,
      clients: clients.map { ResidentLayout.Client($0.name, $0.survey, classNames) },
      offsets: scaling?.offsets ?? [], factors: scaling?.factors ?? [])
  }

  private var classNames: [String] {
    let names = clients.flatMap { $0.survey.labels.map { Array($0.name.utf8) } }
    let distinct = Set(names).map { String(decoding: $0, as: UTF8.self) }
    // Sorts them.
    return Classes(found: distinct, indices: [], last: recipe.lastClass).names
  }

  private func scaling(_ squares: [[Double]]) throws(DatasetError) -> Scaling? {
    guard let means else { return extremes.map { Scaling(minmax: $0) } }
    for (index, client) in clients.enumerated() {
      guard squares.indices.contains(index), squares[index].count == width,
        squares[index].allSatisfy({ $0.isFinite && $0 >= 0 })
      else { throw unsound(client.name) }
    }
    return Scaling(
      means: means, squares: added(squares, width: width), rows: rows, isConstant: isConstant)
  }

  private var extremes: Extremes? {
    clients.reduce(nil) { all, client in
      guard case .minmax(let own) = client.survey.statistics else { return all }
      return all?.followed(by: own) ?? own
    }
  }

  private var isConstant: [Bool] {
    let constants = clients.map { client -> [Float?] in
      if case .standard(_, let constants) = client.survey.statistics { constants } else { [] }
    }
    return (0..<width).map { feature in
      guard let value = constants[0][feature] else { return false }
      return constants.allSatisfy { $0[feature] == value }
    }
  }
}

private func unsound(_ client: String) -> DatasetError {
  DatasetError(kind: .resident(.unsoundSurvey(client: client)))
}

extension ResidentSurvey {
  /// The first feature that is not the other's; nil when all are.
  fileprivate func firstDifference(from other: ResidentSurvey) -> (own: String?, other: String?)? {
    let (own, others) = (featureNames, other.featureNames)
    for index in 0..<max(own.count, others.count) {
      let pair = (
        own: index < own.count ? own[index] : nil, other: index < others.count ? others[index] : nil
      )
      if pair.own != pair.other { return pair }
    }
    return nil
  }
}
