import Foundation
import GRDB

/// A model and the round after which it was so.
struct Checkpoint: Sendable, Equatable {
  var round: Int
  var model: [Float]
}

/// A run's newest model: one row, and its parameters in parts of 1 MiB, so that a large model needs no second one in
/// memory and its pages are written over in place.
enum CheckpointRows {
  private static let partSize = 1 << 20

  static func store(_ db: Database, _ model: [Float], round: Int, run: Int) throws {
    try db.cachedStatement(
      sql: ResultTables.checkpoint.insertSQL + " ON CONFLICT (run) DO UPDATE SET round = excluded.round"
    ).execute(arguments: [run, round])
    let part = try db.cachedStatement(
      sql: ResultTables.checkpointPart.insertSQL
        + " ON CONFLICT (run, part) DO UPDATE SET parameters = excluded.parameters")
    try model.withUnsafeBytes { bytes in
      for (number, start) in stride(from: 0, to: bytes.count, by: partSize).enumerated() {
        let piece = bytes[start..<min(start + partSize, bytes.count)]
        try part.execute(arguments: [run, number, Data(piece)])
      }
    }
  }

  /// nil before the first round.
  static func fetch(_ db: Database, run: Int) throws -> Checkpoint? {
    let stored = try Row.fetchOne(db, sql: "SELECT round FROM checkpoint WHERE run = ?", arguments: [run])
    guard let stored else { return nil }
    return Checkpoint(round: try stored.count("round"), model: try model(db, run: run))
  }

  private static func model(_ db: Database, run: Int) throws -> [Float] {
    let size = try Int.fetchOne(
      db, sql: "SELECT sum(length(parameters)) FROM checkpoint_part WHERE run = ?", arguments: [run])
    let parts = try Data.fetchCursor(
      db, sql: "SELECT parameters FROM checkpoint_part WHERE run = ? ORDER BY part", arguments: [run])
    return try [Float](unsafeUninitializedCapacity: (size ?? 0) / 4) { floats, count in
      let target = UnsafeMutableRawBufferPointer(floats)
      var filled = 0
      while let part = try parts.next() {
        guard part.count.isMultiple(of: 4), filled + part.count <= target.count else {
          throw StoredValueError(column: "parameters", expected: "floats")
        }
        part.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
        filled += part.count
      }
      count = filled / 4
    }
  }
}
