package import YAMLTree

/// A field's value from outside the job's files: from `--set`, or from a batch. It takes the place of what the files say.
package struct Setting: Sendable, Equatable {
  /// The field, dotted: `training.optimizer.sgd.learning_rate`.
  package let path: String
  /// With its place in the text that it was read from.
  package let value: Node
  /// Where the path itself was written; nil where only the value was.
  package let key: Place?

  package init(path: String, value: Node, key: Place? = nil) {
    self.path = path
    self.value = value
    self.key = key
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

  /// Where to point when the setting itself is wrong.
  var place: Place { key ?? value.place }

  /// Where a value stood is no part of what it is.
  package static func == (a: Setting, b: Setting) -> Bool { a.path == b.path && a.text == b.text }
}
