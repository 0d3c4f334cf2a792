import Foundation
import GRDB
import Testing

struct WorkersFileTests {
  private static let head = "schema: muster/v1\nkind: workers\n"

  @Test func `a file of pools takes the place of the job's workers and changes nothing else`() throws {
    let (plain, folder) = (try Folder.with(), try Folder.with())
    #expect(try Muster(in: plain).run("run", "job.yaml", "--quiet") == Finished(0))
    try folder.write(Self.head + "local: 3\n", to: "workers.yaml")
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(try folder.digest() == plain.digest())
    #expect(try muster.run("reproduce", "1", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(
      try muster.run("plan", "job.yaml", "--workers", "workers.yaml").output.contains("muster and 3 workers"))
    expectNoWorkers(of: folder)
  }

  @Test func `what is wrong in it is shown at its place, before anything is recorded`() throws {
    let folder = try Folder.with()
    try folder.write(Self.head + "ssh: {host: -oProxyCommand=x}\n", to: "workers.yaml")
    let shown = """
      workers.yaml:3:13: error: `-oProxyCommand=x` is not a host's name or address
        |
      3 | ssh: {host: -oProxyCommand=x}
        |             ^^^^^^^^^^^^^^^^
        = help: it takes 1 to 255 of `A-Z`, `a-z`, `0-9` and `._:%-`, with no `-` first

      1 error

      """
    let muster = Muster(in: folder)
    #expect(
      try muster.run("run", "job.yaml", "--workers", "workers.yaml") == Finished(65, errors: shown))
    #expect(try muster.run("doctor", "--workers", "workers.yaml") == Finished(65, errors: shown))
    #expect(try muster.run("validate", "workers.yaml").errors.hasPrefix("workers.yaml:3:13: error: "))
    #expect(folder.files == ["job.yaml", "points.csv", "workers.yaml"])
  }

  @Test func `a good one is valid`() throws {
    let folder = try Folder()
    try folder.write(Self.head + "ssh: {host: h1}\n", to: "workers.yaml")
    #expect(
      try Muster(in: folder).run("validate", "workers.yaml") == Finished(0, output: "workers.yaml: ok\n"))
  }

  @Test func `pools of operators that the job does not know are refused`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    try folder.write(Self.head + "ssh: {host: h1, operator: carla}\n", to: "workers.yaml")
    let refused = try Muster(in: folder).run("run", "job.yaml", "--workers", "workers.yaml")
    #expect(refused.status == 65)
    #expect(refused.errors.hasPrefix("error: workers.yaml: the operator of the pool `h1`: "), "\(refused)")
    #expect(refused.errors.contains("carla"))
    #expect(folder.files == ["job.yaml", "points.csv", "workers.yaml"])
  }

  @Test func `a key that no worker can have is refused`() throws {
    let folder = try Folder.with()
    let zeros = String(repeating: "0", count: 64)
    try folder.write(Self.head + "ssh: {host: h1, keys: [\"\(zeros)\"]}\n", to: "workers.yaml")
    #expect(
      try Muster(in: folder).run("run", "job.yaml", "--workers", "workers.yaml")
        == Finished(
          65,
          errors: """
            error: `keys`: \(zeros) is no worker's public key
              help: `muster doctor` shows a worker's key

            """))
  }

  @Test func `show tells what each pool did`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet", "--workers", "1")
    let shown = try muster.run("show", "1", "--workers")
    #expect(shown.status == 0)
    let number = "\\d+(\\.\\d+)?"
    let lines = shown.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let expected = [
      "Workers of run 1 of points", "",
      "pool +tasks +sent +received +seconds +retries +losses +not used again, because",
      "local +16 +\(number) KiB +\(number) KiB +\(number) +0 +0", "",
      "worker +pool +host +process +version +fingerprint +key",
      " +1 +local +\\S+ +\\d+ +0\\.1\\.0 +[0-9a-f]{12}", "",
    ]
    #expect(lines.count == expected.count)
    for (line, pattern) in zip(lines, expected) {
      #expect(try Regex(pattern).wholeMatch(in: line) != nil, "\(line)")
    }

    let json = try #require(
      try muster.run("show", "1", "--workers", "--format", "json").json() as? [String: Any])
    let pool = try #require((json["pools"] as? [[String: Any]])?.first)
    #expect(pool["pool"] as? String == "local")
    #expect(pool["tasks"] as? Int == 16)
    #expect(pool["refused"] is NSNull)
  }
}
