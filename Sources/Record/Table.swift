/// What the rows of a table are to a run.
enum TableKind: String, Sendable, CaseIterable {
  /// What the run is a function of; in the record digest.
  case input
  /// Where the inputs came from, such as the text that was resolved into fields: sealed for `verify`, but not in the
  /// record digest, because a comment or a commit changes nothing that a run gives.
  case provenance
  /// What came of the run; in the record digest.
  case result
  /// Never digested.
  case observation
  case seal
}

/// One column of the record, declared once: the schema, the `about` table, the inserts and the digest come
/// from here.
struct Column: Sendable {
  let name: String
  /// What follows the name in `CREATE TABLE`.
  let type: String
  let meaning: String
  /// Whether its values count in the record digest, when its table does.
  let isDigested: Bool

  init(_ name: String, _ type: String, _ meaning: String, digested: Bool = true) {
    self.name = name
    self.type = type
    self.meaning = meaning
    isDigested = digested
  }
}

/// One table of the record. All are STRICT.
struct Table: Sendable {
  let name: String
  let kind: TableKind
  let meaning: String
  let columns: [Column]
  /// Keys, foreign keys and checks over several columns.
  let constraints: [String]
  /// The columns, besides the run, that order a run's rows.
  let order: [String]
  /// Which rows belong to the run that is bound to `?`.
  let scope: String
  let hasRowID: Bool
  /// Whether a run without rows here has a digest of that.
  let isSealedWhenEmpty: Bool
  let insertSQL: String

  init(
    _ name: String, _ kind: TableKind, _ meaning: String, columns: [Column], constraints: [String] = [],
    order: [String] = [], scope: String = "run = ?", hasRowID: Bool = false,
    isSealedWhenEmpty: Bool = true
  ) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.columns = columns
    self.constraints = constraints
    self.order = order
    self.scope = scope
    self.hasRowID = hasRowID
    self.isSealedWhenEmpty = isSealedWhenEmpty
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    insertSQL = "INSERT INTO \(name) (\(columns.map(\.name).joined(separator: ", "))) VALUES (\(marks))"
  }

  var createSQL: String {
    let lines = columns.map { "\($0.name) \($0.type)" } + constraints
    let options = hasRowID ? "STRICT" : "STRICT, WITHOUT ROWID"
    return "CREATE TABLE \(name) (\n  \(lines.joined(separator: ",\n  "))\n) \(options)"
  }

  /// The digested values of one run, in key order.
  var digestSQL: String {
    let values = columns.filter(\.isDigested).map(\.name).joined(separator: ", ")
    let ordering = order.isEmpty ? "" : " ORDER BY \(order.joined(separator: ", "))"
    return "SELECT \(values) FROM \(name) WHERE \(scope)\(ordering)"
  }
}

extension Column {
  /// The run that a row belongs to: its number differs from record to record and so is not digested.
  static let run = Column(
    "run", "INTEGER NOT NULL REFERENCES run (run)", "The run that the row belongs to", digested: false)

  /// The same where a run has at most one row.
  static let onlyRun = Column(
    "run", "INTEGER PRIMARY KEY REFERENCES run (run)", run.meaning, digested: false)

  static func digest(_ name: String, _ meaning: String, optional: Bool = false) -> Column {
    let check = "CHECK (length(\(name)) = 64 AND \(name) NOT GLOB '*[^0-9a-f]*')"
    return Column(name, "TEXT \(optional ? "" : "NOT NULL ")\(check)", meaning + ", a SHA-256 digest")
  }

  /// An unsigned integer that may exceed 63 bits.
  static func natural(
    _ name: String, _ meaning: String, positive: Bool = false, optional: Bool = false
  ) -> Column {
    let canonical = "(\(name) GLOB '[1-9]*' AND \(name) NOT GLOB '*[^0-9]*' AND length(\(name)) <= 39)"
    let check = positive ? "CHECK \(canonical)" : "CHECK (\(name) = '0' OR \(canonical))"
    return Column(name, "TEXT \(optional ? "" : "NOT NULL ")\(check)", meaning)
  }

  static func count(_ name: String, _ meaning: String, from least: Int = 0) -> Column {
    Column(name, "INTEGER NOT NULL CHECK (\(name) >= \(least))", meaning)
  }

  /// A float and, in a second column, its exact bits. Only the bits are digested: SQLite stores -0.0 as 0.
  static func exact(_ name: String, _ meaning: String) -> [Column] {
    let check = "CHECK (length(\(name)_bits) = 16 AND \(name)_bits NOT GLOB '*[^0-9a-f]*')"
    return [
      Column(name, "REAL NOT NULL", meaning, digested: false),
      Column(
        "\(name)_bits", "TEXT NOT NULL \(check)", "The bits of \(name), as an IEEE 754 double in hexadecimal"),
    ]
  }

  static func list(_ name: String, _ meaning: String) -> Column {
    Column(name, "TEXT NOT NULL CHECK (json_type(\(name)) = 'array')", meaning + ", a JSON array")
  }

  static func flag(_ name: String, _ meaning: String) -> Column {
    Column(name, "INTEGER NOT NULL CHECK (\(name) IN (0, 1))", meaning + ": 1 or 0")
  }

  static func time(_ name: String, _ meaning: String, optional: Bool = false) -> Column {
    let check = "CHECK (\(name) GLOB '????-??-??T??:??:??.???Z')"
    return Column(name, "TEXT \(optional ? "" : "NOT NULL ")\(check)", meaning + ", in UTC")
  }

  static func choice(_ name: String, _ values: [String], _ meaning: String, optional: Bool = false) -> Column
  {
    let list = values.map { "'\($0)'" }.joined(separator: ", ")
    return Column(name, "TEXT \(optional ? "" : "NOT NULL ")CHECK (\(name) IN (\(list)))", meaning)
  }

  static func text(_ name: String, _ meaning: String, optional: Bool = false) -> Column {
    Column(name, optional ? "TEXT" : "TEXT NOT NULL", meaning)
  }
}
