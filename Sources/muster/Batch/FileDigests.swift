import Datasets
import Determinism

/// Digests of files, each read once however many jobs name it.
struct FileDigests {
  private var known: [String: Digest] = [:]
  private let cache = DataCache.ofUser()

  mutating func sources(_ paths: [String]) throws(DatasetError) -> [PreparedData.SourceFile] {
    var sources: [PreparedData.SourceFile] = []
    for path in paths {
      let digest = if let digest = known[path] { digest } else { try digest(of: mapFile(path), cache: cache) }
      known[path] = digest
      sources.append(PreparedData.SourceFile(path: path, digest: digest))
    }
    return sources
  }
}
