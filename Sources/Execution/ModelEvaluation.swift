import Datasets
import Kernel
import Planning

/// The evaluation of one model on all test rows, in stretches of which any worker may take any. The whole depends on
/// neither workers nor order.
struct ModelEvaluation {
  /// Test rows in one stretch, whatever the number of workers.
  private static let stretch = 256

  let work: [Work]
  private let classes: Int
  private var parts: [Evaluation?]
  private var missing: Int

  init(of model: BroadcastModel, plan: Plan) {
    let shape = plan.model
    work = plan.testParts.flatMap { part in
      stride(from: part.rows.lowerBound, to: part.rows.upperBound, by: Self.stretch).map { start in
        let rows = start..<min(start + Self.stretch, part.rows.upperBound)
        return Work(
          model: model, kind: .evaluate(rows, classes: shape.classes, ranks: shape.ranks), home: part.home)
      }
    }
    classes = shape.classes
    parts = Array(repeating: nil, count: work.count)
    missing = work.count
  }

  /// Takes what a worker found for the task at this place of ``work``.
  mutating func take(_ finding: Finding, at place: Int) {
    guard case .evaluated(let part) = finding else { return }
    parts[place] = part
    missing -= 1
  }

  /// nil while a part is missing.
  var whole: Evaluation? {
    guard missing == 0 else { return nil }
    var whole = Evaluation(classes: classes)
    for case let part? in parts { whole.merge(part) }
    whole.settle()
    return whole
  }
}

extension Plan {
  /// The test rows that lie together, and the pool where they do; nil where all workers have them.
  fileprivate var testParts: [(rows: Range<Int>, home: String?)] {
    guard let resident else { return [(0..<testRows, nil)] }
    return resident.clients.enumerated().map { (resident.layout.testRows(of: $0), $1.pool) }
  }
}
