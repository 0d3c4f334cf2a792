/// What `--require-clean` asks for: that the commit holds all that a job is made of.
enum CleanTree {
  /// Throws unless no file that git knows differs from the commit, and git knows every one of the job's own files. Data files
  /// need not be in git: their digests are part of the run.
  ///
  /// - Parameters:
  ///   - folder: in the repository.
  ///   - files: the job's file and those it names, as absolute paths.
  static func require(folder: String, files: [String]) throws(Failure) {
    let git = Git(folder: folder)
    guard git.start(["rev-parse", "--quiet", "--verify", "HEAD"])?.successfulOutput() != nil else {
      throw Failure(
        .configuration,
        "\(git.folder) is in no git repository with a commit, so that nothing is known to be clean",
        help: "commit the job first, or do without --require-clean (in a batch: `require_clean`)")
    }
    let changed = try paths(Git.difference + ["--name-only"], by: git)
    let unknown = try paths(["ls-files", "--others", "--full-name"], of: files, by: git)
    let findings = [told(changed, "changed since the commit"), told(unknown, "not in git")].compactMap { $0 }
    if findings.isEmpty { return }
    throw Failure(
      .configuration, "the git tree is not clean: " + findings.joined(separator: "; "),
      help: "commit that first, or do without --require-clean (in a batch: `require_clean`)")
  }

  /// More names than these, in bytes, are not read.
  private static let longestList = 1 << 26

  private static func paths(
    _ question: [String], of files: [String] = [], by git: Git
  ) throws(Failure) -> [String] {
    let said = try git.answer(question + ["-z", "--"] + files, keeping: longestList)
    return said.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first ten of the paths; nil when there are none.
  private static func told(_ paths: [String], _ what: String) -> String? {
    guard !paths.isEmpty else { return nil }
    let more = paths.count > 10 ? " and \(paths.count - 10) more" : ""
    return "\(what): \(paths.prefix(10).joined(separator: ", "))\(more)"
  }
}
