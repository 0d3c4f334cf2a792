/// A view in plain words, for people in the `sqlite3` shell. Tables have singular names, views plural ones.
struct View: Sendable {
  let name: String
  let meaning: String
  /// In the order of the query.
  let columns: [ViewColumn]
  let query: String

  init(_ name: String, _ meaning: String, columns: [ViewColumn], _ query: String) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.query = query
  }

  var createSQL: String { "CREATE VIEW \(name) AS\n\(query)" }
}

/// A column of a view, and what `about` says of it.
struct ViewColumn: Sendable {
  let name: String
  let meaning: String

  init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }

  static let run = ViewColumn("run", "The run's number")
  static let job = ViewColumn("job", "The job's name")
  static let attempt = ViewColumn("attempt", "The attempt at the run, from 1")
  static let round = ViewColumn("round", "The round, from 1")
  static let client = ViewColumn("client", "The client's index, from 0")
  static let network = ViewColumn("network", "The network whose ledger it is; NULL when the job pays nobody")
  static let account = ViewColumn("account", "The account")
  static let amount = ViewColumn("amount", "How much, in tokens")
  static let symbol = ViewColumn("symbol", "The token's symbol")
}

extension [ViewColumn] {
  /// Columns that mean what they mean in their table.
  static func of(_ table: Table, _ names: String...) -> [ViewColumn] {
    names.flatMap { name in
      table.columns.filter { $0.name == name }.map { ViewColumn(name, $0.meaning) }
    }
  }
}

enum Views {
  static let all = ofRuns + ofRounds + ofMoney + ofWorkers
}
