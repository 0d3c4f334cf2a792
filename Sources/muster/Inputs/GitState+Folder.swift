import Determinism
import Record

extension GitState {
  /// - Returns: nil when the folder is in no repository, or the repository has no commit, or git is not installed.
  static func of(folder: String) -> GitState? {
    let git = ["git", "-C", folder.isEmpty ? "." : folder]
    guard let output = capture(git + ["status", "--porcelain=v2", "--branch", "--untracked-files=no"]) else {
      return nil
    }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    func header(_ name: String) -> String? {
      lines.first { $0.hasPrefix("# branch.\(name) ") }.map {
        String($0.dropFirst("# branch.\(name) ".count))
      }
    }
    guard let commit = header("oid"), commit != "(initial)" else { return nil }
    let changes = lines.filter { !$0.hasPrefix("#") }
    var difference: Digest?
    if !changes.isEmpty {
      // Untracked files are named by the status; their contents are no part of a difference to a commit.
      let untracked = changes.filter { $0.hasPrefix("?") }.joined(separator: "\n")
      difference = Digest.of((capture(git + ["diff", "HEAD", "--binary"]) ?? []) + Array(untracked.utf8))
    }
    return GitState(commit: commit, branch: header("head"), diffDigest: difference)
  }
}
