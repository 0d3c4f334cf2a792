import GRDB
import Planning

/// The rows of what was decided in a round.
enum DecisionRows {
  static func insert(_ db: Database, _ decision: Decision, run: Int, round: Int) throws {
    let (kind, newOperator) = decision.kind.row
    try db.insert(into: InputTables.decision, run, round, decision.client, kind, newOperator)
  }

  static func decision(_ row: Row) throws -> Decision {
    guard let kind = Decision.Kind(word: try row.text("kind"), operator: try row.optionalText("operator"))
    else { throw StoredValueError(column: "kind", expected: "known word") }
    return Decision(client: try row.count("client"), kind: kind)
  }
}

extension Decision.Kind {
  /// - Returns: nil unless the record's schema allows the two together.
  fileprivate init?(word: String, operator newOperator: String?) {
    switch (word, newOperator) {
    case ("dropped", nil): self = .dropped
    case ("reassigned", let newOperator?): self = .reassigned(operator: newOperator)
    default: return nil
    }
  }

  fileprivate var row: (word: String, newOperator: String?) {
    switch self {
    case .dropped: ("dropped", nil)
    case .reassigned(let newOperator): ("reassigned", newOperator)
    }
  }
}
