import Determinism
import Foundation
import GRDB

/// The rows of the commit that a run was made from.
enum GitRows {
  static func insert(_ db: Database, _ git: GitState, run: Int) throws {
    try db.insert(
      into: InputTables.git, run, git.commit, git.diffDigest != nil ? 1 : 0, git.diffDigest?.hex)
    if let diff = git.diff { try db.insert(into: InputTables.gitDiff, run, Data(diff)) }
  }

  /// nil where none was kept.
  static func diff(_ db: Database, run: Int) throws -> [UInt8]? {
    try Data.fetchOne(db, sql: "SELECT diff FROM git_diff WHERE run = ?", arguments: [run]).map {
      [UInt8]($0)
    }
  }
}
