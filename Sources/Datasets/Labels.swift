/// What each row is to be told apart as or predicted to be.
enum Labels {
  case classes(Classes)
  case numbers([Float])

  var count: Int {
    switch self {
    case .classes(let classes): classes.indices.count
    case .numbers(let numbers): numbers.count
    }
  }

  var classNames: [String] {
    switch self {
    case .classes(let classes): classes.names
    case .numbers: []
    }
  }

  /// The rows of each class, ascending, out of `rows`; numbers are of one class.
  func strata(of rows: [Int]) -> [[Int]] {
    switch self {
    case .classes(let classes): classes.rows(among: rows)
    case .numbers: [rows]
    }
  }

  func gather(_ rows: [Int]) -> [Float] {
    switch self {
    case .classes(let classes): rows.map { Float(classes.indices[$0]) }
    case .numbers(let numbers): rows.map { numbers[$0] }
    }
  }
}

extension Labels {
  /// - Parameter arrays: of one number a row, one array after the other.
  init(_ arrays: [NumberArray], _ recipe: DatasetRecipe) throws(DatasetError) {
    for array in arrays where array.width != 1 {
      throw DatasetError(path: array.path, kind: .unsupportedShape(array.shape))
    }
    if recipe.labelsAreClasses {
      self = .classes(try Classes(arrays, last: recipe.lastClass))
    } else {
      var numbers: [Float] = []
      for array in arrays { try array.floats().withUnsafeBufferPointer { numbers += $0 } }
      self = .numbers(numbers)
    }
  }
}
