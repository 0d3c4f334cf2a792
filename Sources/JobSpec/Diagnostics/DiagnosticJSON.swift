package import Determinism
import YAMLTree

extension Diagnostic {
  /// For programs: always the same keys, in the same order. Lines and columns count from 1, columns in
  /// Unicode scalars; the end is just behind the last character. They and the file are null where there is no
  /// place.
  package var json: JSON {
    let (start, end) = (place?.start, place?.end)
    func int(_ value: Int?) -> JSON { value.map(JSON.int) ?? .null }
    return .object([
      ("file", place.map { .string($0.source.name) } ?? .null),
      ("line", int(start?.line)), ("column", int(start?.column)),
      ("endLine", int(end?.line)), ("endColumn", int(end?.column)),
      ("severity", .string(severity.rawValue)), ("code", .string(code)), ("message", .string(message)),
      ("help", help.map(JSON.string) ?? .null),
    ])
  }
}

extension [Diagnostic] {
  package var json: JSON { .array(map(\.json)) }
}
