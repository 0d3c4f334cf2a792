import YAMLTree

/// Why a file that a job names could not be read.
package enum ReadFailure: Error, Sendable, Equatable {
  case missing
  /// In the system's words.
  case unreadable(String)
}

/// Gives the bytes of a file that a job names, by its path relative to where the root job's path is relative
/// to.
package typealias ReadFile = (_ path: String) -> Result<[UInt8], ReadFailure>

/// What reading a job has found so far.
struct Reading {
  /// Where a value stood.
  struct Origin {
    let key: Place?
    let value: Place
  }

  let readFile: ReadFile
  /// Sections may not be read from outside this folder.
  let root: RelativePath
  /// The root job's folder, which the job's file paths are relative to.
  let folder: RelativePath

  var diagnostics: [Diagnostic] = []
  /// By path; of everything that was read without an error.
  var origins: [String: Origin] = [:]
  var failures = Failures()
  var sources: [SourceText]
  /// Values that take the place of those in the files.
  var settings: [Setting]
  /// The paths of those that have found their place.
  var settledPaths: Set<String> = []
  /// The files being read now, each named by the one before it.
  var open: [RelativePath]

  init(
    _ source: SourceText, root: String, settings: [Setting] = [], readFile: @escaping ReadFile
  ) {
    self.settings = settings
    self.readFile = readFile
    self.root = RelativePath(root)
    let path = RelativePath(source.name)
    folder = path.folder
    sources = [source]
    open = [path]
  }

  mutating func report(
    _ kind: Diagnostic.Kind, severity: Diagnostic.Severity = .error, at place: Place, related: [Related] = []
  ) {
    diagnostics.append(Diagnostic(kind, severity: severity, place: place, related: related))
  }

  /// Reports an error that makes a value unusable.
  mutating func fail(_ found: Found, _ kind: Diagnostic.Kind, at place: Place) {
    report(kind, at: place)
    failures.insert(found.path)
  }

  mutating func reportShape(_ found: Found, expected: Shape) {
    report(.wrongShape(found.node.content.noun, expected: expected), at: found.place)
  }

  /// The scalar's text, unless there is something else in its place, which is reported.
  mutating func scalar(_ found: Found, expected: Shape) -> (text: String, plain: Bool)? {
    if case .scalar(let text, let plain) = found.node.content { return (text, plain) }
    reportShape(found, expected: expected)
    return nil
  }
}

extension Node.Content {
  var noun: String {
    switch self {
    case .scalar("", plain: true): "nothing"
    case .scalar(let text, _): Wording.quoted(text)
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
