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

  /// What does not keep it and its jobs from being run, each thing once.
  let warnings: [Diagnostic]

  /// - Returns: nil when the path leads to a file of another kind.
  /// - Throws: `invalid` when there is no batch in it.
  static func ifAny(_ path: String) throws -> BatchListing? {
    if !isFolder(path), let kind = readHead(try specText(path)).kind, kind != .batch { return nil }
    return try BatchListing(path)
  }

  /// - Throws: `invalid` when there is no batch in it, or its budget is of no use to its jobs.
  init(_ path: String) throws {
    let (batch, found) = try Self.batch(at: path)
    (self.path, self.batch) = (path, batch)
    let folder = isFolder(path) ? path : folderOf(path)
    var digests = FileDigests()
    jobs = batch.jobs.map { ListedJob($0, folder: folder, digests: &digests) }
    let files = jobs.map { try? $0.file.get() }
    let problems = batch.budgetProblems(files.map { $0?.reading.job })
    if problems.contains(where: { $0.severity == .error }) { throw Failure(.invalid, problems) }
    var told: Set<String> = []
    warnings = (found + problems + files.flatMap { $0?.warnings ?? [] }).filter {
      told.insert($0.rendered).inserted
    }
  }

  /// The batch alone, with what does not keep it from being one. Its jobs' files are not read.
  ///
  /// - Throws: `invalid` when there is no batch in it.
  static func batch(at path: String) throws -> (Batch, warnings: [Diagnostic]) {
    if isFolder(path) { return (try batch(ofFolder: path), []) }
    let reading = readBatch(try specText(path), root: repositoryRoot(of: path))
    guard let batch = reading.batch else { throw Failure(.invalid, reading.diagnostics) }
    return (batch, reading.diagnostics)
  }

  /// A folder's job files by name. Files of another kind are passed over.
  private static func batch(ofFolder path: String) throws -> Batch {
    var batch = Batch()
    batch.name = absolutePath(path).split(separator: "/").last.map(String.init) ?? "/"
    var fileOf: [String: String] = [:]
    for name in try files(in: path) where isJob(pathOf(name, in: path)) {
      var job = BatchJob()
      job.id = String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
      if let other = fileOf.updateValue(name, forKey: job.id) {
        throw Failure(
          .invalid, "\(path) holds \(other) and \(name), which would both be the job `\(job.id)`",
          help: "rename one of them")
      }
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

  /// Whether a file is to be run, or is broken or cannot be read, which is to be told.
  private static func isJob(_ path: String) -> Bool {
    guard [nil, S_IFREG].contains(fileType(path)) else { return false }
    return ((try? specText(path)).flatMap { readHead($0).kind } ?? .job) == .job
  }
}

private func isFolder(_ path: String) -> Bool { fileType(path) == S_IFDIR }

/// What a path leads to, as `stat` tells it; nil where it leads to nothing.
private func fileType(_ path: String) -> mode_t? {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
}
