package import YAMLTree

/// A field's value from outside the job's files: from `--set`, or from a batch. It takes the place of what the files say.
package struct Setting: Sendable, Equatable {
  /// The field, dotted: `training.optimizer.sgd.learning_rate`.
  package let path: String
  /// With its place in the text that it was read from.
  package let value: Node

  package init(path: String, value: Node) {
    self.path = path
    self.value = value
  }

  /// - Parameters:
  ///   - text: the value as a file would write it.
  ///   - source: what diagnostics call the text.
  package init(path: String, text: String, source: String) throws(YAMLError) {
    self.init(
      path: path, value: try YAMLReader.read(SourceText(name: source, bytes: Array(text.utf8))))
  }

  /// The value in one line of YAML, which reads back as the same value.
  package var text: String { value.flow }

  /// Where a value stood is no part of what it is.
  package static func == (a: Setting, b: Setting) -> Bool { a.path == b.path && a.text == b.text }
}

extension Node {
  fileprivate var flow: String {
    switch content {
    case .scalar(let text, plain: true): text
    case .scalar(let text, plain: false): "\"\(text.flowEscaped)\""
    case .sequence(let nodes): "[" + nodes.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.flow): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }
}

extension String {
  /// As it stands between double quotes.
  fileprivate var flowEscaped: String {
    unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where scalar.value < 0x20:
        "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }.joined()
  }
}
