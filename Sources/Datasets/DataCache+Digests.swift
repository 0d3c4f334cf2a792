package import Determinism

/// The digest of a file's bytes: remembered from the last time where a cache is given and the file is as it
/// was, else taken in one pass that leaves nothing of a mapped file in memory.
package func digest(of bytes: FileBytes, cache: DataCache? = nil) throws(DatasetError) -> Digest {
  guard let cache, let file = bytes.mapped else { return try bytes.digest() }
  if let known = cache.digest(of: file.identity) { return known }
  let isSettled = file.identity.isOlder(than: cache.settlingTime)
  let digest = try bytes.digest()
  try bytes.requireUnchanged()
  if isSettled { cache.remember(digest, of: file.identity) }
  return digest
}

extension DataCache {
  /// The digest of a file that was ``remember(_:of:)``ed.
  func digest(of identity: FileIdentity) -> Digest? {
    let name = identity.digest
    guard let bytes = try? readFile(path(name, .digest)), bytes.count == 96 else { return nil }
    guard Array(bytes[32..<64]) == name.bytes, Digest.of(bytes.prefix(64)).bytes == Array(bytes[64...]) else {
      return nil
    }
    return Digest(bytes: Array(bytes.prefix(32)))
  }

  func remember(_ digest: Digest, of identity: FileIdentity) {
    let name = identity.digest
    _ = create(path(name, .digest)) { $0.write(digest.bytes + name.bytes) }
    trim()
  }
}
