import Foundation
import Testing

/// The Python and the contracts with which claims are executed in an EVM.
enum EVM {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let fixtures = top.appending(path: "Tests/Fixtures/settlement")

  /// Scripts/setup makes it.
  private static let python = top.appending(path: ".build/oracles/bin/python3").path

  static let isThere = FileManager.default.isExecutableFile(atPath: python)

  /// Executes every claim of a settlement file, and what must be refused.
  ///
  /// - Returns: what claim.py printed.
  static func claim(_ file: String) throws -> String {
    let name = FileManager.default.temporaryDirectory.appending(path: "muster-claims-\(UUID()).json")
    try Data(file.utf8).write(to: name)
    defer { try? FileManager.default.removeItem(at: name) }
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: python)
    process.arguments = [fixtures.appending(path: "claim.py").path, name.path]
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }
}
