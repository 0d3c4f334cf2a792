import Determinism
import Record

/// What git says of a folder, asked at once so that the answer is there when it is wanted.
struct GitQuestion {
  private let git: Git
  private let status: Capture?

  init(folder: String) {
    git = Git(folder: folder)
    status = git.start(["status", "--porcelain=v2", "--branch", "--untracked-files=no"])
  }

  /// To be asked once.
  ///
  /// - Returns: nil when the folder is in no repository, or the repository has no commit, or git is not installed.
  /// - Throws: `configuration` when git knows of differences and cannot tell them.
  func answer() throws(Failure) -> GitState? {
    guard let output = status?.successfulOutput() else { return nil }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    func header(_ name: String) -> String? {
      lines.first { $0.hasPrefix("# branch.\(name) ") }.map {
        String($0.dropFirst("# branch.\(name) ".count))
      }
    }
    guard let commit = header("oid"), commit != "(initial)" else { return nil }
    let isClean = lines.allSatisfy { $0.hasPrefix("#") }
    let difference = isClean ? nil : try difference()
    return GitState(
      commit: commit, branch: header("head"), diffDigest: difference?.digest, diff: difference?.bytes)
  }

  /// A larger difference than this, in bytes, is not kept in the record.
  private static let longestDiff = 1 << 26

  private func difference() throws(Failure) -> (digest: Digest, bytes: [UInt8]?) {
    let said = try git.answer(Git.difference + ["--binary", "--full-index"], keeping: Self.longestDiff + 1)
    return (said.outputDigest, said.output.count > Self.longestDiff ? nil : said.output)
  }
}
