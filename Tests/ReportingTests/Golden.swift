import Foundation
import Testing

/// A text kept in a file of the repository. With RECORD_GOLDENS=1 in the environment the file is written instead.
struct Golden {
  private let url: URL

  init(_ name: String) {
    url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/" + name)
  }

  func expect(_ text: String, at location: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" { try Data(text.utf8).write(to: url) }
    let kept = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(text == kept, "RECORD_GOLDENS=1 writes \(url.lastPathComponent) anew", sourceLocation: location)
  }
}
