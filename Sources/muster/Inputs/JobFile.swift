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
  /// What takes the place of values in it.
  let settings: [Setting]

  /// The job's own folder, for the data paths in it.
  var folder: String { folderOf(path) }

  /// Reads the job.
  ///
  /// - Throws: `invalid` when the file cannot be read.
  static func read(_ path: String, settings: [Setting] = []) throws -> JobFile {
    let source = try specText(path)
    let reading = readJob(source, root: repositoryRoot(of: path), settings: settings) { section in
      do throws(DatasetError) {
        return .success(try readFile(section))
      } catch {
        return .failure(access(section, F_OK) == 0 ? .unreadable("\(error)") : .missing)
      }
    }
    return JobFile(path: path, reading: reading, settings: settings)
  }

  /// - Throws: `invalid` with what is wrong.
  func job() throws -> Job {
    guard let job = reading.job else { throw Failure(.invalid, reading.diagnostics) }
    return job
  }

  /// What does not keep it from being a job; nothing where it is none.
  var warnings: [Diagnostic] { reading.job == nil ? [] : reading.diagnostics }
}

/// A file of the job language.
///
/// - Throws: `invalid` when it cannot be read.
func specText(_ path: String) throws -> SourceText {
  do {
    return SourceText(name: path, bytes: try readFile(path))
  } catch {
    throw Failure(.invalid, "\(error)", help: error.help ?? "")
  }
}

/// The nearest folder upwards that git keeps a repository in, else the file's own folder.
func repositoryRoot(of path: String) -> String {
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

/// A path that a file in `folder` names, as the current folder sees it.
func pathOf(_ path: String, in folder: String) -> String {
  path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
}

/// The folder that a path leads to: "." for a bare name, "/" for what lies at the top.
func folderOf(_ path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
