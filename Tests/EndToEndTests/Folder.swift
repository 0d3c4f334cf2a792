import Foundation
import GRDB

/// A temporary folder, which goes when the test is done with it.
final class Folder {
  let path: String

  init() throws {
    let template = NSTemporaryDirectory() + "/muster-end-to-end-XXXXXX"
    var name = Array(template.utf8CString)
    guard mkdtemp(&name) != nil, let real = realpath(name, nil) else { throw CocoaError(.fileWriteUnknown) }
    path = String(cString: real)
    free(real)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: false)
  }

  var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

extension Folder {
  /// Reads from the record in the folder, also while muster writes to it.
  ///
  /// - Returns: nil while there is no record.
  func record<Value>(_ name: String = "muster.sqlite", _ body: (Database) throws -> Value) throws -> Value? {
    guard FileManager.default.fileExists(atPath: self(name)) else { return nil }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: self(name), configuration: configuration).read(body)
  }

  /// How many rounds are recorded of a run.
  func rounds(of run: Int = 1) -> Int {
    let count = try? record {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM round WHERE run = ?", arguments: [run])
    }
    return (count ?? nil) ?? 0
  }

  /// The record digest of a run that has ended.
  func digest(of run: Int = 1) throws -> String? {
    try record {
      try String.fetchOne(
        $0, sql: "SELECT digest FROM digest WHERE run = ? AND part = 'record'", arguments: [run])
    } ?? nil
  }

  /// Changes the record behind muster's back.
  func tamper(_ sql: String) throws {
    try DatabaseQueue(path: self("muster.sqlite")).write { try $0.execute(sql: sql) }
  }
}
