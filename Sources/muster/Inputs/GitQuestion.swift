import Determinism
import Record

/// What git says of a folder, asked at once so that the answer is there when it is wanted.
struct GitQuestion {
  private let git: [String]
  private let status: Capture?

  init(folder: String) {
    // Without locks: muster may end before git does, and must not be in the way of the next command.
    git = ["git", "--no-optional-locks", "-C", folder.isEmpty ? "." : folder]
    status = Capture(git + ["status", "--porcelain=v2", "--branch", "--untracked-files=no"])
  }

  /// To be asked once.
  ///
  /// - Returns: nil when the folder is in no repository, or the repository has no commit, or git is not installed.
  func answer() -> GitState? {
    guard let output = status?.successfulOutput() else { return nil }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    func header(_ name: String) -> String? {
      lines.first { $0.hasPrefix("# branch.\(name) ") }.map {
        String($0.dropFirst("# branch.\(name) ".count))
      }
    }
    guard let commit = header("oid"), commit != "(initial)" else { return nil }
    let isClean = lines.allSatisfy { $0.hasPrefix("#") }
    let difference = isClean ? nil : difference()
    return GitState(
      commit: commit, branch: header("head"), diffDigest: difference?.digest, diff: difference?.bytes)
  }

  /// A larger difference than this, in bytes, is not kept in the record.
  private static let longestDiff = 1 << 26

  private func difference() -> (digest: Digest, bytes: [UInt8]?) {
    let said = Capture(git + ["diff", "HEAD", "--binary"])?.ending(keeping: Self.longestDiff + 1)
    guard let said, said.status == 0 else { return (Digest.of([UInt8]()), nil) }
    return (said.outputDigest, said.output.count > Self.longestDiff ? nil : said.output)
  }
}
