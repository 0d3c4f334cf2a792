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
      folder, "-c", "user.name=tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "-m", "A job.")
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
    #expect(try muster.run("run", "job.yaml", "--quiet", "--require-clean") == Finished(0), "others may be new")
  }

  @Test func `outside a repository nothing is known to be clean`() throws {
    let refused = try Muster(in: Folder.with()).run("run", "job.yaml", "--require-clean")
    #expect(refused.status == 78)
    #expect(
      refused.errors.hasPrefix(
        "error: . is in no git repository with a commit, so that nothing is known to be clean\n  help: commit"))
  }
}
