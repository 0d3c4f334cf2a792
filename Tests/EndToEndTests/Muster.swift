import Foundation
import Testing

/// The real program, as it was built beside these tests, in a folder of its own.
struct Muster {
  let folder: Folder
  /// Shell text that runs first: limits, closed streams.
  var before = ""
  /// A command that starts the program in its stead, such as one that changes the user.
  var through: [String] = []
  var program = Muster.programs + "/muster"
  var environment: [String: String]

  init(in folder: Folder) {
    self.folder = folder
    environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "USER": "tester",
      // The temporary folder may lie within a repository, which is no part of a test's job.
      "GIT_CEILING_DIRECTORIES": (folder.path as NSString).deletingLastPathComponent,
    ]
  }

  /// The folder that the tests were built into, which holds the programs too.
  static let programs: String = {
    let candidates =
      CommandLine.arguments.prefix(1).map { ($0 as NSString).deletingLastPathComponent }
      + [Bundle.main.bundlePath, (Bundle.main.bundlePath as NSString).deletingLastPathComponent]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0 + "/muster") } ?? "."
  }()

  /// Runs it to its end.
  @discardableResult
  func run(_ arguments: String..., at location: SourceLocation = #_sourceLocation) throws -> Finished {
    try start(arguments).finish(at: location)
  }

  @discardableResult
  func run(_ arguments: [String], at location: SourceLocation = #_sourceLocation) throws -> Finished {
    try start(arguments).finish(at: location)
  }

  func start(_ arguments: String...) throws -> Running { try start(arguments) }

  func start(_ arguments: [String]) throws -> Running {
    let script = "cd \"$1\" || exit 99; shift; \(before.isEmpty ? ":" : before); exec \"$@\""
    return try Running(
      ["/bin/sh", "-c", script, "sh", folder.path] + through + [program] + arguments,
      environment: environment.merging([Running.mark: folder.path]) { given, _ in given })
  }
}

/// What a command left.
struct Finished: Equatable, CustomStringConvertible {
  /// The exit status; for a signal its number plus 128, as shells say it.
  var status: Int32
  var output: String
  var errors: String

  init(_ status: Int32, output: String = "", errors: String = "") {
    self.status = status
    self.output = output
    self.errors = errors
  }

  var description: String { "status \(status)\n--- output\n\(output)--- errors\n\(errors)---" }

  /// Any JSON that it printed.
  func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }
}
