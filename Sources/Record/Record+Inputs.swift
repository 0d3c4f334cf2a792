package import Datasets
import Determinism
import GRDB
package import JobSpec
package import Planning

extension Record {
  /// The job's files as the run read them, the job first.
  package func specFiles(of run: Int) throws(RecordError) -> [SpecFile] {
    try rows(
      of: run, "SELECT path, text FROM spec_file JOIN file_path USING (run, position) WHERE kind = 'spec'"
    ) {
      SpecFile(path: try $0.text("path"), text: try $0.text("text"))
    }
  }

  package func dataFiles(of run: Int) throws(RecordError) -> [PreparedData.SourceFile] {
    try rows(
      of: run, "SELECT path, digest FROM data_file JOIN file_path USING (run, position) WHERE kind = 'data'"
    ) {
      PreparedData.SourceFile(path: try $0.text("path"), digest: try $0.digest("digest"))
    }
  }

  /// Every field of the run's job, by path.
  package func fields(of run: Int) throws(RecordError) -> [StoredField] {
    try rows(of: run, "SELECT path, value, identity FROM fields WHERE true", order: "path") {
      StoredField(
        path: try $0.text("path"), value: try $0.text("value"), identity: try $0.count("identity") == 1)
    }
  }

  /// The clients of a run, by index.
  package func clients(of run: Int) throws(RecordError) -> [Plan.Client] {
    try rows(of: run, "SELECT * FROM client WHERE true", order: "client") { row in
      Plan.Client(
        index: try row.count("client"), name: try row.text("name"), owner: try row.optionalText("owner"),
        operator: try row.optionalText("operator"), rows: try row.count("rows"),
        labelCounts: try row.counts("label_counts"))
    }
  }

  /// What the run's data files became.
  package func dataset(of run: Int) throws(RecordError) -> StoredDataset? {
    try rows(of: run, "SELECT * FROM dataset WHERE true", order: "run") { row in
      guard
        let features = Spelling.strings(try row.text("features")),
        let classes = Spelling.strings(try row.text("classes"))
      else { throw StoredValueError(column: "features or classes", expected: "list of names") }
      return StoredDataset(featureNames: features, classNames: classes, testRows: try row.count("test_rows"))
    }.first
  }

  /// What took the place of the files' values, in the order in which it was given.
  package func settings(of run: Int) throws(RecordError) -> [Setting] {
    try rows(of: run, "SELECT path, value FROM setting WHERE true") { row in
      try Setting(
        path: try row.text("path"), text: try row.text("value"), source: "settings of run \(run)")
    }
  }

  /// The difference to the commit that the run was made with; nil where there was none or it was too large to keep.
  package func gitDiff(of run: Int) throws(RecordError) -> [UInt8]? {
    try read { db in try GitRows.diff(db, run: run) }
  }

  /// nil when the job was not run from a repository. The difference itself is ``gitDiff(of:)``.
  package func git(of run: Int) throws(RecordError) -> GitState? {
    let sql = """
      SELECT commit_hash, diff_digest, git_branch FROM git LEFT JOIN attempt USING (run)
      WHERE coalesce(attempt, 1) = 1
      """
    return try rows(of: run, sql, order: "attempt") { row in
      GitState(
        commit: try row.text("commit_hash"), branch: try row.optionalText("git_branch"),
        diffDigest: try row.optionalDigest("diff_digest"))
    }.first
  }

  private func rows<Value>(
    of run: Int, _ sql: String, order: String = "position", _ value: (Row) throws -> Value
  ) throws(RecordError) -> [Value] {
    try read { db in
      try Row.fetchAll(db, sql: "\(sql) AND run = ? ORDER BY \(order)", arguments: [run]).map(value)
    }
  }
}

/// What a run's data files became.
package struct StoredDataset: Sendable, Equatable {
  package var featureNames: [String]
  /// In class order; empty for regression.
  package var classNames: [String]
  package var testRows: Int
}
