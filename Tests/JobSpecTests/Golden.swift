import Foundation
import Testing

/// A text kept in a file of the repository. With RECORD_GOLDENS=1 in the environment the file is written
/// instead.
struct Golden {
  let url: URL

  /// - Parameter path: from the repository's root.
  init(repository path: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    url = root.appending(path: path)
  }

  init(_ name: String) {
    self.init(repository: "Tests/JobSpecTests/Goldens/" + name)
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: url)
    }
    let kept = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(
      text == kept, "RECORD_GOLDENS=1 writes \(url.lastPathComponent) anew", sourceLocation: sourceLocation)
  }
}
