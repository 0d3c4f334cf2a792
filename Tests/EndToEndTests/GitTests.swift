import Foundation
import Testing

/// What the record keeps of the repository that a job is run from, and what `--require-clean` asks of it.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git"), "needs git"))
struct GitTests {
  /// A repository with a job and its data, whose folder is `folder`.
  private func repository() throws -> Folder {
    let folder = try Folder.with()
    try git(folder, "init", "--quiet")
    try git(folder, "add", "job.yaml", "points.csv")
    try commit(folder)
    return folder
  }

  private func git(_ folder: Folder, _ arguments: String...) throws {
    var git = Muster(in: folder)
    git.program = "/usr/bin/git"
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    git.before = "git \(words) || exit 1"
    #expect(try git.run("--version").status == 0)
  }

  private func commit(_ folder: Folder) throws {
    try git(
      folder, "-c", "user.name=tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "-m",
      "A job.")
  }

  private func refusal(_ what: String) -> Finished {
    Finished(
      78,
      errors: """
        error: the git tree is not clean: \(what)
          help: commit that first, or do without --require-clean (in a batch: `require_clean`)

        """)
  }

  @Test func `the difference to the commit is kept, and brings the tree back`() throws {
    let folder = try repository()
    let changed = Job(seed: 8).text
    try folder.write(changed, to: "job.yaml")
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("show", "1").output.contains("muster show 1 --diff\n"))
    let shown = try muster.run("show", "1", "--diff")
    #expect(shown.output.contains("\n-seed: 7\n+seed: 8\n") && shown.status == 0 && shown.errors == "")
    #expect(try muster.run("verify", "--quiet") == Finished(0))

    try folder.write(shown.output, to: "diff.patch")
    try git(folder, "checkout", "--quiet", "job.yaml")
    try git(folder, "apply", "diff.patch")
    #expect(try String(contentsOfFile: folder("job.yaml"), encoding: .utf8) == changed)
  }

  @Test func `without a difference there is none to show`() throws {
    let folder = try repository()
    #expect(try Muster(in: folder).run("run", "job.yaml", "--quiet", "--require-clean") == Finished(0))
    #expect(try Muster(in: folder).run("show", "1", "--diff") == Finished(0))
  }

  @Test func `a tree that is not clean is refused, and the files are named`() throws {
    let folder = try repository()
    let muster = Muster(in: folder)
    try folder.write("x,y,kind\n", to: "points.csv")
    try folder.write(Job(seed: 8).text, to: "job.yaml")
    #expect(
      try muster.run("run", "job.yaml", "--require-clean")
        == refusal("changed since the commit: job.yaml, points.csv"))
    try git(folder, "checkout", "--quiet", ".")
    try folder.write(Job(seed: 9).text, to: "other ö.yaml")
    #expect(try muster.run("run", "other ö.yaml", "--require-clean") == refusal("not in git: other ö.yaml"))
    #expect(folder.files == [".git", "job.yaml", "other ö.yaml", "points.csv"])
    #expect(
      try muster.run("run", "job.yaml", "--quiet", "--require-clean") == Finished(0), "others may be new")
  }

  /// What would change what git says of differences.
  private static let configuration = [
    "diff.relative=true", "diff.external=/bin/false", "diff.noprefix=true", "diff.mnemonicPrefix=true",
    "color.ui=always", "diff.context=0", "diff.renames=copies", "diff.algorithm=patience",
    "core.quotePath=false",
  ]

  @Test func `the user's configuration of git changes neither the difference nor what is clean`() throws {
    let folder = try repository()
    let muster = Muster(in: folder)
    try folder.makeFolder("jobs")
    try git(folder, "mv", "job.yaml", "jobs/jöb.yaml")
    try git(folder, "mv", "points.csv", "jobs/points.csv")
    try folder.write("one\ntwo\nthree\n", to: "notes ö.txt")
    try git(folder, "add", ".")
    try commit(folder)
    try folder.write("one\ntwo\n3\n", to: "notes ö.txt")
    try git(folder, "add", ".")
    #expect(try muster.run("run", "jobs/jöb.yaml", "--quiet", "--record", "plain") == Finished(0))
    for setting in Self.configuration {
      let parts = setting.split(separator: "=").map(String.init)
      try git(folder, "config", parts[0], parts[1])
    }
    #expect(
      try muster.run("run", "jobs/jöb.yaml", "--require-clean")
        == refusal("changed since the commit: notes ö.txt"))
    #expect(try muster.run("run", "jobs/jöb.yaml", "--quiet") == Finished(0))
    let kept = try muster.run("show", "1", "--diff")
    #expect(kept == (try muster.run("show", "1", "--diff", "--record", "plain")))
    #expect(kept.output.hasSuffix("@@ -1,3 +1,3 @@\n one\n two\n-three\n+3\n"), "\(kept)")
  }

  @Test func `a difference that git cannot tell is no difference of nothing`() throws {
    let folder = try repository()
    try folder.write(Job(seed: 8).text, to: "job.yaml")
    var shell = Muster(in: folder)
    shell.program = "/bin/sh"
    let lose = "o=$(git rev-parse HEAD:job.yaml) && rm -f .git/objects/${o%${o#??}}/${o#??}"
    #expect(try shell.run("-c", lose) == Finished(0))
    let refused = try Muster(in: folder).run("run", "job.yaml", "--quiet")
    #expect(refused.status == 78)
    #expect(
      refused.errors.hasPrefix("error: git cannot tell how . differs from its commit: fatal: "), "\(refused)")
  }

  @Test func `outside a repository nothing is known to be clean`() throws {
    let refused = try Muster(in: Folder.with()).run("run", "job.yaml", "--require-clean")
    #expect(refused.status == 78)
    #expect(
      refused.errors.hasPrefix(
        "error: . is in no git repository with a commit, so that nothing is known to be clean\n  help: commit"
      ))
  }
}
