import Foundation
import Testing

/// The manual pages in Documentation/man are those that the program's declarations give.
struct ManPageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Documentation/man")

  private static func pages() throws -> [ManPage] {
    struct Dump: Decodable { var command: CommandFacts }
    let muster = Muster(in: try Folder())
    let dump = try muster.run("--experimental-dump-help")
    let version = try muster.run("--version").output.trimmingCharacters(in: .newlines)
    let command = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
    return command.all.map { ManPage(command: $0, version: version) }
  }

  @Test func `each command has its page, and no page is left over`() throws {
    let pages = try Self.pages()
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try? FileManager.default.removeItem(at: Self.folder)
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      for page in pages {
        try Data(page.text.utf8).write(to: Self.folder.appending(path: page.fileName))
      }
    }
    let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(there == pages.map(\.fileName).sorted())
    for page in pages {
      let kept = try String(contentsOf: Self.folder.appending(path: page.fileName), encoding: .utf8)
      #expect(kept == page.text, "RECORD_GOLDENS=1 swift test --filter ManPageTests writes it anew")
    }
  }

  @Test(.enabled(if: Fixture.areThere("groff"), "needs groff")) func `groff has nothing to say against them`()
    throws
  {
    for page in try Self.pages() {
      let told = try Running(
        [
          "/usr/bin/env", "groff", "-man", "-Tutf8", "-ww", "-z",
          Self.folder.appending(path: page.fileName).path,
        ],
        environment: ["PATH": "/usr/bin:/bin"]
      ).finish()
      #expect(told == Finished(0), "\(page.fileName)")
    }
  }

  @Test(.enabled(if: Fixture.areThere("mandoc"), "needs mandoc"))
  func `mandoc has nothing to say against them`() throws {
    for page in try Self.pages() {
      // A page without a date is a page that is the same every day.
      let told = try Running(
        [
          "/bin/sh", "-c", "mandoc -T lint -W warning \"$1\" | grep -v 'missing date' || true", "sh",
          Self.folder.appending(path: page.fileName).path,
        ], environment: ["PATH": "/usr/bin:/bin"]
      ).finish()
      #expect(told == Finished(0), "\(page.fileName)")
    }
  }
}
