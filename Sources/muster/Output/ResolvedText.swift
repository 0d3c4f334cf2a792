import Determinism
import JobSpec
import YAMLTree

/// Every field of a job with its value and where it came from.
struct ResolvedText {
  let fields: [ResolvedField]

  func text(_ format: OutputFormat) -> String {
    switch format {
    case .text:
      var table = TextTable(("field", .left), ("value", .left), ("from", .left))
      for field in fields { table.add(field.path, field.value, field.origin.text) }
      return table.text()
    case .json:
      return JSON.array(
        fields.map {
          .object([
            ("path", .string($0.path)), ("value", .string($0.value)), ("from", .string($0.origin.text)),
            ("identity", .bool($0.identity)),
          ])
        }
      ).text()
    }
  }
}

extension ResolvedField.Origin {
  fileprivate var text: String {
    switch self {
    case .file(let place), .setting(let place): "\(place.source.name):\(place.start.line)"
    case .defaulted: "default"
    }
  }
}
