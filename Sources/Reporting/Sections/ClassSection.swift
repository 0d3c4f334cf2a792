import Determinism
import Kernel
import Record

/// How well each class is told from the others, on the test rows.
struct ClassSection {
  let facts: RunFacts

  private static let mostClasses = 30

  var blocks: [Block] {
    guard let last = facts.lastEvaluated, !last.evaluation.confusion.isEmpty else { return [] }
    let names = facts.classNames
    guard names.count * names.count == last.evaluation.confusion.count else { return [] }
    guard names.count <= Self.mostClasses else {
      return [results(names, last.evaluation)].map(Block.table)
    }
    return [results(names, last.evaluation), confusion(names, last.evaluation)].map(Block.table)
  }

  private func results(_ names: [String], _ evaluation: Evaluation) -> Table {
    var table = Table("Each class", ["class", "test rows#", "precision#", "recall#", "f1#"])
    table.fill(with: Array(names.enumerated()), "class") { index, name in
      [Table.Cell(name), "\(Figures.grouped(actual(evaluation, index, names.count)))"]
        + [.precision, .recall, .f1].map { Table.Cell(Figures.metric(evaluation.value(of: $0, class: index))) }
    }
    return table
  }

  private func confusion(_ names: [String], _ evaluation: Evaluation) -> Table {
    var table = Table("Confusion", ["true class"] + names.map { $0 + "#" })
    table.rows = names.enumerated().map { truth, name in
      let all = actual(evaluation, truth, names.count)
      return [Table.Cell(name)]
        + names.indices.map { predicted in
          let rows = evaluation.confusion[truth * names.count + predicted]
          return Table.Cell(Figures.grouped(rows), shade: Self.shade(rows, of: all))
        }
    }
    table.note = "Test rows: a line for each true class, a column for each class that was predicted."
    return table
  }

  private func actual(_ evaluation: Evaluation, _ index: Int, _ classes: Int) -> Int {
    evaluation.confusion[index * classes..<(index + 1) * classes].reduce(0, +)
  }

  /// 0 for none, up to 5 for nearly all.
  private static func shade(_ rows: Int, of all: Int) -> Int {
    rows == 0 || all == 0 ? 0 : max(1, min(5, (rows * 5 + all - 1) / all))
  }
}
