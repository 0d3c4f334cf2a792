package import YAMLTree

/// What a file's head says, whatever the file describes.
package struct ReadHead: Sendable {
  /// nil if and only if a diagnostic is an error.
  package let kind: FileKind?
  package let diagnostics: [Diagnostic]
}

/// Reads the language's version and the kind of a file, and nothing else of it.
package func readHead(_ source: SourceText) -> ReadHead {
  var reading = Reading(source, root: ".") { _ in .failure(.missing) }
  let head = reading.head(source)
  return ReadHead(kind: reading.diagnostics.isEmpty ? head?.kind : nil, diagnostics: reading.diagnostics)
}

private struct FileHead: Section {
  var kind = FileKind.job

  static let about = "What every file of the language starts with."
  static let fields: [Field<Self>] = [
    Field(constant: "schema", Job.schemaVersion, about: "The language and its version."),
    Field("kind", \.kind, .choice(), about: "What the file describes.", example: "job"),
  ]
}

extension Reading {
  fileprivate mutating func head(_ source: SourceText) -> FileHead? {
    do throws(YAMLError) {
      var node = try YAMLReader.read(source)
      guard isOfThisVersion(node) else { return nil }
      if case .mapping(let entries) = node.content {
        node = Node(.mapping(entries.filter { ["schema", "kind"].contains($0.name) }), at: node.place)
      }
      return take(.section(), Found(node: node, key: nil, path: ""))
    } catch {
      report(error)
      return nil
    }
  }

  /// Whether the file is in this language and not of another kind than the one that is wanted. In any other, every other
  /// error would be a false one.
  mutating func isReadable(_ node: Node, as wanted: FileKind) -> Bool {
    guard isOfThisVersion(node) else { return false }
    if let (text, place) = node.word("kind"), let kind = FileKind(rawValue: text), kind != wanted {
      report(.otherKind(kind, wanted: wanted), at: place)
      return false
    }
    return true
  }

  private mutating func isOfThisVersion(_ node: Node) -> Bool {
    guard let (text, place) = node.word("schema"), text.hasPrefix("muster/v"),
      let version = Int(text.dropFirst("muster/v".count)), version > 1
    else { return true }
    report(.newerSchema(text), at: place)
    return false
  }
}

extension Node {
  fileprivate func word(_ key: String) -> (String, Place)? {
    guard case .mapping(let entries) = content, let entry = entries.first(where: { $0.name == key }),
      case .scalar(let text, _) = entry.value.content
    else { return nil }
    return (text, entry.value.place)
  }
}
