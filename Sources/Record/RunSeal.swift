import Determinism
import GRDB

/// A run's digests: one for every table of inputs and results, one over all inputs, one over all results, and
/// the record digest over those two. None depends on the run's number, the file, the order of writing, or
/// other runs.
struct RunSeal: Sendable, Equatable {
  struct Part: Sendable, Equatable {
    var table: String
    var digest: Digest
  }

  /// In the schema's order.
  var parts: [Part]
  var inputs: Digest
  var results: Digest
  var record: Digest
}

extension RunSeal {
  /// Digests the rows as they are now.
  static func compute(_ db: Database, run: Int) throws -> RunSeal {
    let parts = try Schema.digested.compactMap { table in
      try digest(db, of: table, run: run).map {
        (kind: table.kind, part: Part(table: table.name, digest: $0))
      }
    }
    let inputs = digest(of: parts.filter { $0.kind == .input }.map(\.part), name: "inputs")
    let results = digest(of: parts.filter { $0.kind == .result }.map(\.part), name: "results")
    let record = digest(
      of: [Part(table: "inputs", digest: inputs), Part(table: "results", digest: results)], name: "record")
    return RunSeal(parts: parts.map(\.part), inputs: inputs, results: results, record: record)
  }

  /// The digests that a run got when it ended; empty until then.
  static func stored(_ db: Database, run: Int) throws -> [Part] {
    try Row.fetchAll(db, sql: "SELECT part, digest FROM digest WHERE run = ?", arguments: [run])
      .map { Part(table: try $0.text("part"), digest: try $0.digest("digest")) }
  }

  func insert(_ db: Database, run: Int) throws {
    for part in named { try db.insert(into: Schema.seals, run, part.table, part.digest.hex) }
  }

  /// All digests by the names under which they are stored.
  var named: [Part] {
    parts + [
      Part(table: "inputs", digest: inputs), Part(table: "results", digest: results),
      Part(table: "record", digest: record),
    ]
  }

  /// Of the table's name, its rows in key order, and their count; nil where no rows need no digest.
  private static func digest(_ db: Database, of table: Table, run: Int) throws -> Digest? {
    var hash = SHA256()
    var writer = CanonicalWriter()
    writer.write("muster \(table.name) 1")
    let rows = try Row.fetchCursor(db.cachedStatement(sql: table.digestSQL), arguments: [run])
    var count = 0
    while let row = try rows.next() {
      for index in 0..<row.count { writer.write(row[index] as DatabaseValue) }
      count += 1
      if writer.bytes.count > 1 << 16 {
        hash.update(writer.bytes)
        writer = CanonicalWriter()
      }
    }
    if count == 0, !table.isSealedWhenEmpty { return nil }
    writer.write(count)
    hash.update(writer.bytes)
    return hash.finalize()
  }

  private static func digest(of parts: [Part], name: String) -> Digest {
    var writer = CanonicalWriter()
    writer.write("muster \(name) 1")
    writer.write(parts) { writer, part in
      writer.write(part.table)
      writer.write(part.digest)
    }
    return Digest.of(writer.bytes)
  }
}

extension CanonicalWriter {
  /// A kind (0 NULL, 1 integer, 2 real, 3 text, 4 blob), then the value.
  fileprivate mutating func write(_ value: DatabaseValue) {
    switch value.storage {
    case .null: write(UInt8(0))
    case .int64(let integer):
      write(UInt8(1))
      write(Int(integer))
    case .double(let real):
      write(UInt8(2))
      write(real)
    case .string(let text):
      write(UInt8(3))
      write(text)
    case .blob(let data):
      write(UInt8(4))
      write([UInt8](data))
    }
  }
}
