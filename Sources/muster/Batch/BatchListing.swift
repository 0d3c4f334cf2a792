import Datasets
import Glibc
import JobSpec
import YAMLTree

/// A batch as it was found, its jobs' files read.
struct BatchListing {
  /// The batch's file or folder, as the user gave it.
  let path: String
  let batch: Batch
  /// In the batch's order.
  let jobs: [ListedJob]
  /// The folder that the paths in it lead from.
  var folder: String { isFolder(path) ? path : folderOf(path) }

  /// What does not keep its jobs from being jobs, each thing once.
  var warnings: [Diagnostic] {
    var told: Set<String> = []
    return jobs.flatMap { (try? $0.file.get())?.warnings ?? [] }.filter { told.insert($0.rendered).inserted }
  }

  /// - Returns: nil when the path leads to a file of another kind.
  /// - Throws: `invalid` when there is no batch in it.
  static func ifAny(_ path: String) throws -> BatchListing? {
    if isFolder(path) { return try BatchListing(path, batch(ofFolder: path)) }
    let source = try specText(path)
    if let kind = readHead(source).kind, kind != .batch { return nil }
    let reading = readBatch(source, root: repositoryRoot(of: path))
    guard let batch = reading.batch else { throw Failure(.invalid, reading.diagnostics) }
    return try BatchListing(path, batch)
  }

  /// - Throws: `invalid` when there is no batch in it.
  static func read(_ path: String) throws -> BatchListing {
    if let listing = try ifAny(path) { return listing }
    throw Failure(
      .invalid, readBatch(try specText(path), root: repositoryRoot(of: path)).diagnostics)
  }

  private init(_ path: String, _ batch: Batch) throws {
    (self.path, self.batch) = (path, batch)
    let folder = isFolder(path) ? path : folderOf(path)
    var digests = FileDigests()
    jobs = batch.jobs.map { ListedJob($0, folder: folder, digests: &digests) }
  }

  /// A folder's job files by name. Files of another kind are passed over.
  private static func batch(ofFolder path: String) throws -> Batch {
    var batch = Batch()
    batch.name = absolutePath(path).split(separator: "/").last.map(String.init) ?? "/"
    for name in try files(in: path) where try isJob(pathOf(name, in: path)) {
      var job = BatchJob()
      job.id = String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
      (job.entry, job.file) = (job.id, name)
      batch.jobs.append(job)
    }
    guard !batch.jobs.isEmpty else {
      throw Failure(.invalid, "\(path) holds no job files", help: "their names end with .yaml or .yml")
    }
    return batch
  }

  /// The names of a folder's YAML files, in the order of their bytes.
  private static func files(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
      throw Failure(.invalid, "\(folder): \(String(cString: strerror(errno)))", help: "check the path")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".yaml") || name.hasSuffix(".yml"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a file is to be run, or is broken, which is to be told.
  private static func isJob(_ path: String) throws -> Bool {
    (readHead(try specText(path)).kind ?? .job) == .job
  }
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
