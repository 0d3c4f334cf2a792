import Determinism
import Glibc

/// The place of one prepared data set in the cache, named by what it is made of: the recipe and the files'
/// contents.
struct KeptData {
  /// Moves whenever the same recipe and files give other rows than before.
  private static let version = 1

  private let cache: DataCache
  private let path: String
  private let files: SourceFiles

  init(cache: DataCache, recipe: DatasetRecipe, files: SourceFiles) {
    var writer = CanonicalWriter()
    writer.write("muster prepared data")
    writer.write(Self.version)
    recipe.withoutPaths.encode(to: &writer)
    writer.write(files.sources) { $0.write($1.digest) }
    self.cache = cache
    self.files = files
    path = cache.path(Digest.of(writer.bytes), .rows)
  }

  /// The data set, mapped; nil when it is not there, or not as it was written.
  func load() -> PreparedData? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    guard let identity = FileIdentity(file), identity.size > 0 else {
      close(file)
      return nil
    }
    guard let mapped = try? MappedFile(path: path, descriptor: file, identity: identity) else { return nil }
    let bytes = FileBytes(mapped)
    guard isSound(bytes, identity), let data = PreparedData(kept: bytes, files) else {
      unlink(path)
      return nil
    }
    return data
  }

  /// By the digest at the file's end: compared with what was remembered when the file was written, or was
  /// read last.
  private func isSound(_ bytes: FileBytes, _ identity: FileIdentity) -> Bool {
    guard bytes.count > 32 else { return false }
    let end = bytes.withUnsafeBytes { Array($0.suffix(32)) }
    if let known = cache.digest(of: identity) { return known.bytes == end }
    var hash = SHA256()
    var left = bytes.count - 32
    let isRead: Void? = try? bytes.forEachStretch { stretch in
      hash.update(UnsafeRawBufferPointer(rebasing: stretch.prefix(left)))
      left -= min(left, stretch.count)
    }
    let digest = hash.finalize()
    guard isRead != nil, digest.bytes == end else { return false }
    cache.remember(digest, of: identity)
    return true
  }

  /// Writes the data set and opens what was written.
  /// - Returns: nil when the cache cannot take it.
  func store(_ data: ArrangedData) -> PreparedData? {
    let layout = KeptLayout(data, files)
    guard cache.hasRoom(for: layout.byteCount) else { return nil }
    let write = { (file: inout CacheFileWriter) in
      layout.write(data, to: &file)
      // What a changed file gave must not be kept under the name of what it was.
      if (try? files.requireUnchanged()) == nil { file.discard() }
    }
    guard let kept = cache.create(path, write) else { return nil }
    cache.remember(kept.digest, of: kept.identity)
    return load()
  }
}
