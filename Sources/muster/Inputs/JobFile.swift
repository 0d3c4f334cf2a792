import Datasets
import Glibc
import JobSpec
import Planning
import YAMLTree

/// A job's file as it was found, and where the paths in it lead from.
struct JobFile {
  /// As the user gave it.
  let path: String
  let reading: ReadJob

  /// The job's own folder, for the data paths in it.
  var folder: String { folderOf(path) }

  /// Reads the job.
  ///
  /// - Throws: `invalid` when the file cannot be read.
  static func read(_ path: String) throws -> JobFile {
    let bytes: [UInt8]
    do {
      bytes = try readFile(path)
    } catch {
      throw Failure(.invalid, "\(error)", help: error.help ?? "")
    }
    let reading = readJob(SourceText(name: path, bytes: bytes), root: repositoryRoot(of: path)) { section in
      do throws(DatasetError) {
        return .success(try readFile(section))
      } catch {
        return .failure(access(section, F_OK) == 0 ? .unreadable("\(error)") : .missing)
      }
    }
    return JobFile(path: path, reading: reading)
  }

  /// The job. What does not keep it from being one is told to standard error.
  ///
  /// - Throws: `invalid` with what is wrong.
  func job() throws -> Job {
    guard let job = reading.job else { throw Failure(.invalid, reading.diagnostics) }
    tell(reading.diagnostics)
    return job
  }
}

/// The nearest folder upwards that git keeps a repository in, else the job's own folder.
private func repositoryRoot(of path: String) -> String {
  let folder = folderOf(path)
  var candidate = folder
  for _ in 0..<64 {
    if access(candidate + "/.git", F_OK) == 0 { return candidate }
    if absolutePath(candidate) == "/" { break }
    candidate += "/.."
  }
  return folder
}

/// - Returns: the path with all links followed, or as it is when nothing lies there.
func absolutePath(_ path: String) -> String {
  guard let real = realpath(path, nil) else { return path }
  defer { free(real) }
  return String(cString: real)
}

func tell(_ diagnostics: [Diagnostic]) {
  guard !diagnostics.isEmpty else { return }
  Standard.error(diagnostics.map(\.rendered).joined(separator: "\n\n"))
  let errors = diagnostics.count { $0.severity == .error }
  if errors > 0 { Standard.error("\n\(errors) error\(errors == 1 ? "" : "s")") }
}

/// The folder that a path leads to: "." for a bare name, "/" for what lies at the top.
func folderOf(_ path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
