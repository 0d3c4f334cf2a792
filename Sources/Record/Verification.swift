import GRDB

/// Something in a record that contradicts something else in it.
package struct VerificationFinding: Sendable, Equatable, CustomStringConvertible {
  /// What it is about: "record", "run 3" or "network hospitals".
  package var subject: String
  package var message: String

  package var description: String { "\(subject): \(message)" }
}

extension Record {
  /// Checks everything that can be checked without running anything again: the file, its schema, every
  /// digest, that rounds are without gaps, that decisions and floats agree with what is beside them, and that the
  /// ledgers add up.
  ///
  /// - Parameter run: only this run and its network; nil means all.
  /// - Returns: nothing when all is well; otherwise file first, then runs, then networks.
  package func verify(run: Int? = nil) throws(RecordError) -> [VerificationFinding] {
    let chosen = try run.map { (id) throws(RecordError) in try self.run(id) }
    return try read { db in
      let file = found("record", FileChecks.all) { try $0(db) }
      let runs = try chosen.map { [$0.id] } ?? Int.fetchAll(db, sql: "SELECT run FROM run ORDER BY run")
      let networks =
        try chosen.map { $0.network.map { [$0] } ?? [] }
        ?? String.fetchAll(db, sql: "SELECT name FROM network ORDER BY name")
      return file
        + runs.flatMap { run in found("run \(run)", runChecks) { try $0(db, run) } }
        + networks.flatMap { name in found("network \(name)", LedgerChecks.all) { try $0(db, name) } }
    }
  }

  private var runChecks: [(Database, Int) throws -> [String]] {
    RunChecks.all + DecisionChecks.all + SettlementChecks.all
  }

  /// Whether a run has ended and its digests, computed again, are those that it was sealed with. Much quicker than
  /// ``verify(run:)``, and enough to build on the run's results.
  ///
  /// - Throws: `unknownRun`.
  package func isIntact(run: Int) throws(RecordError) -> Bool {
    guard try self.run(run).digest != nil else { return false }
    return try read { db in try RunChecks.seal(db, run).isEmpty }
  }

  /// The checks' findings. One that stumbles over what is stored finds just that, which is told once however
  /// many stumble.
  private func found<Check>(
    _ subject: String, _ checks: [Check], _ messages: (Check) throws -> [String]
  ) -> [VerificationFinding] {
    var all: [String] = []
    for check in checks {
      do { all += try messages(check) } catch {
        let stumble = "it cannot be checked: " + ((error as? DatabaseError)?.message ?? "\(error)")
        if !all.contains(stumble) { all.append(stumble) }
      }
    }
    return all.map { VerificationFinding(subject: subject, message: $0) }
  }
}

/// What SQLite can tell about its own file.
enum FileChecks {
  static let all = [integrity, foreignKeys, schema, about]

  private static func integrity(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
  }

  private static func foreignKeys(_ db: Database) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: "SELECT \"table\" AS child, parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2"
    ).map {
      "\(try $0.count("rows")) rows of \(try $0.text("child")) refer to no row of \(try $0.text("parent"))"
    }
  }

  /// Constraints protect only while they are there.
  private static func schema(_ db: Database) throws -> [String] {
    let expected = try DatabaseQueue().inDatabase { fresh in
      try Schema.create(in: fresh)
      return try definitions(fresh)
    }
    let found = try definitions(db)
    return expected.filter { !found.contains($0) }.map { "\($0.kind) \($0.name) is not as Muster made it" }
      + found.filter { one in !expected.contains { $0.name == one.name } }
      .map { "\($0.kind) \($0.name) is not Muster's" }
  }

  /// The record explains itself truly.
  private static func about(_ db: Database) throws -> [String] {
    let found = try Row.fetchAll(db, sql: "SELECT * FROM about ORDER BY table_name, column_name").map {
      Meaning(
        table: try $0.text("table_name"), column: try $0.text("column_name"), kind: try $0.text("kind"),
        meaning: try $0.text("meaning"))
    }
    let expected = Schema.meanings
    return expected.filter { !found.contains($0) }.map { "about \($0.place): it is not as Muster wrote it" }
      + found.filter { one in !expected.contains { $0.place == one.place } }
      .map { "about \($0.place): it is not Muster's" }
  }

  private struct Definition: Equatable {
    var kind: String
    var name: String
    var sql: String
  }

  private static func definitions(_ db: Database) throws -> [Definition] {
    try Row.fetchAll(
      db,
      sql:
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name"
    ).map { Definition(kind: try $0.text("type"), name: try $0.text("name"), sql: try $0.text("sql")) }
  }
}
