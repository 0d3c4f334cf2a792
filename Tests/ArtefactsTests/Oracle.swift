import Foundation
import Testing

/// The Python environment with the libraries that models are exported for, which Scripts/setup makes.
enum Oracle {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let python = top.appending(path: ".build/oracles/bin/python3")

  static let isThere = FileManager.default.isExecutableFile(atPath: python.path)

  /// - Returns: what the script printed.
  static func run(_ script: String, _ arguments: String...) throws -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = python
    process.arguments = [top.appending(path: "Tests/Fixtures/\(script)").path] + arguments
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }
}
