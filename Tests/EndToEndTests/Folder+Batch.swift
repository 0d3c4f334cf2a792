import Foundation
import GRDB

extension Folder {
  /// A new folder with three jobs on one network, and a batch of them.
  static func with(batch text: String, rounds: Int = 4) throws -> Folder {
    let folder = try Folder.with(Job(name: "first", rounds: rounds, network: "villages"), as: "first.yaml")
    try folder.write(Job(name: "second", rounds: rounds, network: "villages").text, to: "second.yaml")
    try folder.write(Job(name: "alone", rounds: rounds).text, to: "alone.yaml")
    try folder.write("schema: muster/v1\nkind: batch\nname: nightly\n" + text, to: "nightly.yaml")
    return folder
  }

  /// What must not depend on how often a batch was cut off, nor on its lanes: each run's record digest by its key, and the
  /// ledger.
  func outcome() throws -> [String] {
    try record { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT run_key || ' ' || digest FROM run JOIN digest USING (run) WHERE part = 'record'
          UNION ALL SELECT network || ' ' || name || ' ' || balance FROM account ORDER BY 1
          """)
    } ?? []
  }

  /// Why the jobs of a batch ended so, by their places.
  func reasons(ofBatch batch: Int) throws -> [String] {
    try record { db in
      try String.fetchAll(
        db, sql: "SELECT reason FROM batch_job WHERE batch = ? ORDER BY position", arguments: [batch])
    } ?? []
  }

  /// The jobs of a batch with their outcomes, by their places.
  func jobs(ofBatch batch: Int) throws -> [String] {
    try record { db in
      try String.fetchAll(
        db, sql: "SELECT id || ' ' || outcome FROM batch_job WHERE batch = ? ORDER BY position",
        arguments: [batch])
    } ?? []
  }
}
