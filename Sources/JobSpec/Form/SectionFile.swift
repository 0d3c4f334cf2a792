import YAMLTree

extension Form {
  /// The value itself, or the path of a YAML file that holds it.
  package static func orFile(_ form: Form) -> Form {
    let shape = Shape.orFile(form.shape)
    return Form(
      shape,
      read: { found, reading in
        guard case .scalar(let path, _) = found.node.content else { return form.read(found, &reading) }
        guard SectionFile.isPath(path) else {
          if case .variant = form.shape { return form.read(found, &reading) }
          return reading.reject(.wrongShape(found.node.content.noun, expected: shape), found)
        }
        return reading.file(path, named: found) { inner, reading in
          reading.take(.orFile(form), inner)
        }
      },
      spell: form.spell)
  }
}

enum SectionFile {
  /// Whether a scalar where a section is wanted names a file.
  static func isPath(_ text: String) -> Bool { text.hasSuffix(".yaml") || text.hasSuffix(".yml") }
}

extension Reading {
  /// Reads a section from its own file. Every error in there points into that file.
  fileprivate mutating func file<Value>(
    _ path: String, named found: Found, then read: (Found, inout Reading) -> Value?
  ) -> Value? {
    let target = home(of: found.node.place.source).appending(path)
    guard target.isInside(root) else { return reject(.outsideRoot(target.text), found) }
    if let start = open.firstIndex(of: target) {
      return reject(.includeCycle((open[start...] + [target]).map(\.text)), found)
    }
    switch readFile(target.text) {
    case .failure(let failure): return reject(.unreadable(target.text, failure), found)
    case .success(let bytes):
      return file(SourceText(name: target.text, bytes: bytes), at: target, found, then: read)
    }
  }

  private mutating func file<Value>(
    _ source: SourceText, at target: RelativePath, _ found: Found, then read: (Found, inout Reading) -> Value?
  ) -> Value? {
    if !sources.contains(where: { $0.name == source.name }) { sources.append(source) }
    do throws(YAMLError) {
      let node = try YAMLReader.read(source)
      open.append(target)
      defer { open.removeLast() }
      return read(Found(node: node, key: nil, path: found.path), &self)
    } catch {
      report(error)
      return nil
    }
  }

  mutating func report(_ error: YAMLError) { diagnostics.append(Diagnostic(error)) }

  /// Whether a text is the job's file or a section's, and not where a setting stood.
  func isOfJob(_ source: SourceText) -> Bool { sources.contains { $0.name == source.name } }

  /// The folder that the paths in a text are relative to: of a setting, the job's.
  private func home(of source: SourceText) -> RelativePath {
    isOfJob(source) ? RelativePath(source.name).folder : folder
  }

  /// A data file's path as the root job's folder sees it. One that the root job or a neighbour of it wrote
  /// stays as it is.
  func relocated(_ path: String, from source: SourceText) -> String {
    let home = home(of: source)
    return home == folder || path.hasPrefix("/") ? path : home.appending(path).relative(to: folder)
  }
}
