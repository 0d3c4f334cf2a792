import Foundation
import Testing

/// The README shows what the programs say.
struct ReadmeTests {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: top.appending(path: path), encoding: .utf8)
  }

  @Test func `the mistake on purpose is told as the README shows it`() throws {
    let readme = try Self.text("README.md")
    let command = try #require(readme.range(of: "muster validate mistake.yaml\n"))
    let block = readme[command.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.isEmpty || $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }

    let job = try Self.text("Jobs/digits.yaml")
    #expect(job.contains("epochs: 5"))
    let folder = try Folder()
    try folder.write(job.replacing("epochs: 5", with: "epoch: 5"), to: "mistake.yaml")
    let told = try Muster(in: folder).run("validate", "mistake.yaml")
    #expect(told.status == 65)
    #expect(told.errors == block.joined(separator: "\n"))
  }
}
