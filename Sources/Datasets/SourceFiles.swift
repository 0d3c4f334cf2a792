/// The files of a recipe, open, and digested before anything is read from them.
struct SourceFiles {
  /// As ``DatasetRecipe/paths`` names them.
  private(set) var sources: [PreparedData.SourceFile] = []
  private(set) var bytes: [FileBytes] = []

  init(_ paths: [String], read: ReadData, cache: DataCache?) throws(DatasetError) {
    for path in paths {
      let bytes = try read(path)
      sources.append(PreparedData.SourceFile(path: path, digest: try digest(of: bytes, cache: cache)))
      self.bytes.append(bytes)
    }
  }

  var byteCount: Int { bytes.reduce(0) { $0 + $1.count } }

  func file(at path: String) throws(DatasetError) -> FileBytes {
    guard let index = sources.firstIndex(where: { $0.path == path }) else {
      throw DatasetError(path: path, kind: .unreadable(reason: "the recipe does not name it"))
    }
    return bytes[index]
  }

  /// - Returns: nil unless the file is one of these, mapped.
  func index(of file: FileBytes) -> Int? {
    bytes.firstIndex { $0.mapped != nil && $0.mapped === file.mapped }
  }

  /// - Throws: `unreadable` when what was read may not be what was digested.
  func requireUnchanged() throws(DatasetError) {
    for file in bytes { try file.requireUnchanged() }
  }
}
