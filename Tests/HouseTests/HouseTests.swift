import Foundation
import Testing

/// The repository's own rules, read off its text: what may import what, what no source may contain, and that the
/// documentation leads somewhere.
struct HouseTests {
  /// What each target may import besides the standard library; the order is that of Documentation/architecture.md.
  static let allowed: [String: Set<String>] = [
    "Determinism": ["CSHA256"],
    "YAMLTree": ["CYAML"],
    "Addresses": ["Determinism"],
    "JobSpec": ["YAMLTree", "Determinism", "Addresses"],
    "Datasets": ["Determinism", "CZlib"],
    "Kernel": ["CKernel", "Determinism"],
    "Federation": ["Determinism"],
    "Tokenomics": [],
    "Planning": ["JobSpec", "YAMLTree", "Datasets", "Kernel", "Federation", "Tokenomics", "Determinism"],
    "WorkerProtocol": ["CMonocypher", "Determinism"],
    "Launching": ["WorkerProtocol"],
    "Execution": [
      "Planning", "Datasets", "Kernel", "Federation", "Tokenomics", "Launching", "WorkerProtocol",
      "Determinism",
    ],
    "Record": [
      "Planning", "JobSpec", "Datasets", "Kernel", "Tokenomics", "Determinism", "GRDB", "Foundation",
    ],
    "Batches": ["JobSpec", "Tokenomics", "Determinism"],
    "Settlement": ["Tokenomics", "Addresses", "Determinism"],
    "Reporting": ["Record", "Planning", "JobSpec", "Datasets", "Kernel", "Tokenomics", "Determinism"],
    "Artefacts": ["Kernel", "Datasets", "Determinism", "CZlib"],
    "muster": [
      "Batches", "Settlement", "Reporting", "Artefacts", "Execution", "Record", "Planning", "JobSpec",
      "YAMLTree", "Addresses", "Datasets", "Kernel", "Federation",
      "Tokenomics",
      "Launching", "WorkerProtocol", "Determinism", "ArgumentParser",
    ],
    "muster-worker": ["Launching", "WorkerProtocol", "Kernel", "Datasets", "Determinism"],
  ]

  /// Parts of the toolchain that any target may use: the C library, and its atomics and locks.
  private static let everywhere: Set<String> = ["Glibc", "Synchronization"]

  private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: top.appending(path: path), encoding: .utf8)
  }

  private static func files(below folder: String, suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: top.appending(path: folder).path)
      .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
  }

  @Test(arguments: allowed.keys.sorted()) func `imports only what lies below it`(_ target: String) throws {
    let sources = try Self.files(below: "Sources/\(target)", suffix: ".swift")
    #expect(!sources.isEmpty)
    for source in sources {
      for match in try Self.text(source).matches(of: /(?m)^(?:package )?import (\w+)/) {
        let module = String(match.output.1)
        let isAllowed = Self.everywhere.contains(module) || Self.allowed[target]?.contains(module) == true
        #expect(isAllowed, "\(source) imports \(module)")
      }
    }
  }

  @Test func `the table names every target`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.top.appending(path: "Sources").path)
    #expect(
      Set(folders).subtracting(["CYAML", "CZlib", "CKernel", "CMonocypher", "CSHA256"])
        == Set(Self.allowed.keys))
    let page = try Self.text("Documentation/architecture.md")
    for target in Self.allowed.keys.sorted() { #expect(page.contains("\n| \(target) | "), "\(target)") }
  }

  @Test func `no source escapes a check, trusts hash order's luck, or is left unfinished`() throws {
    let escapes = [
      "@unchecked Sendable", "nonisolated(unsafe)", "try!", "as!", ".shuffled(", ".random(in", "hashValue",
      "TODO",
      "FIXME", "fatalError(",
    ]
    for source in try Self.files(below: "Sources", suffix: ".swift") {
      let text = try Self.text(source)
      for escape in escapes { #expect(!text.contains(escape), "\(source) has \(escape)") }
    }
  }

  @Test func `most files hold one idea`() throws {
    let long = try Self.files(below: "Sources", suffix: ".swift").filter {
      try Self.text($0).split(separator: "\n", omittingEmptySubsequences: false).count > 251
    }
    #expect(long == [])
  }

  @Test func `every link of the documentation leads to a file`() throws {
    let pages = try ["README.md", "Jobs/data/README.md"] + Self.files(below: "Documentation", suffix: ".md")
    for page in pages {
      let folder = Self.top.appending(path: page).deletingLastPathComponent()
      for match in try Self.text(page).matches(of: /\]\(([^)#:]+)\)/) {
        let target = folder.appending(path: String(match.output.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(match.output.1)")
      }
    }
  }
}
