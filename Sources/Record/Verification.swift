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
  /// digest, that rounds are without gaps, that decisions, settlements and floats agree with what is beside them, and
  /// that the ledgers add up. Its time grows with the record's size.
  ///
  /// - Parameter progress: told after each run and each network how many of how many are checked.
  /// - Returns: nothing when all is well; otherwise file first, then runs, then networks.
  package func verify(
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(RecordError) -> [VerificationFinding] {
    try read { db in
      var findings = found("record", FileChecks.all) { try $0(db) }
      let runs = try Int.fetchAll(db, sql: "SELECT run FROM run ORDER BY run")
      let networks = try String.fetchAll(db, sql: "SELECT name FROM network ORDER BY name")
      for (done, run) in runs.enumerated() {
        findings += found("run \(run)", runChecks) { try $0(db, run) }
        progress(done + 1, runs.count + networks.count)
      }
      for (done, name) in networks.enumerated() {
        findings += found("network \(name)", LedgerChecks.all) { try $0(db, name) }
        progress(runs.count + done + 1, runs.count + networks.count)
      }
      return findings
    }
  }

  /// Checks one run: its rows against its digests and one another, and the schema that keeps them. Its time does not
  /// depend on what else is recorded, and so it does not look at the rest of the file or of the ledger.
  ///
  /// - Throws: `unknownRun`.
  package func verify(run: Int) throws(RecordError) -> [VerificationFinding] {
    _ = try self.run(run)
    return try read { db in
      found("record", FileChecks.ofSchema) { try $0(db) }
        + found("run \(run)", runChecks) { try $0(db, run) }
    }
  }

  private var runChecks: [RunCheck] { RunChecks.all + DecisionChecks.all + SettlementChecks.all }

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
  static let all = [integrity, foreignKeys] + ofSchema
  static let ofSchema: [@Sendable (Database) throws -> [String]] = [schema, about]

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
