/// Git on the repository that a folder is in. What it says of differences depends neither on that folder nor on the user's
/// configuration.
struct Git {
  let folder: String

  init(folder: String) { self.folder = folder.isEmpty ? "." : folder }

  /// Differences of the whole tree to the commit, each file under its own name, in a form that `git apply` takes.
  static let difference =
    [
      "-c", "core.quotePath=true", "-c", "diff.relative=false", "-c", "diff.suppressBlankEmpty=false", "diff",
      "HEAD", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames",
    ]
    + [
      "--diff-algorithm=myers", "--unified=3", "--inter-hunk-context=0", "--submodule=short", "-O/dev/null",
      "--src-prefix=a/", "--dst-prefix=b/",
    ]

  /// Starts it and waits for nothing. It takes no locks: muster may end before git does, and must not be in the way of the
  /// next command.
  ///
  /// - Returns: nil when git is not installed.
  func start(_ words: [String]) -> Capture? {
    Capture(["git", "--no-optional-locks", "-C", folder] + words)
  }

  /// - Parameter limit: how many bytes of its answer are kept, the last ones.
  /// - Throws: `configuration`, with git's own words, when it does not answer.
  func answer(_ words: [String], keeping limit: Int) throws(Failure) -> Capture.Ending {
    let ending = start(words)?.ending(keeping: limit)
    if let ending, ending.status == 0 { return ending }
    let said = String(decoding: ending?.errors.prefix { $0 != 0x0A } ?? [], as: UTF8.self)
    throw Failure(
      .configuration, "git cannot tell how \(folder) differs from its commit: \(said)",
      help: "`git -C \(Invocation.quoted(folder)) diff HEAD` and `git fsck` tell more")
  }
}
