/// Reads the part of YAML 1.1 that a spec file needs: one document, no tags, no merge keys, scalar keys that differ.
package enum YAMLReader {
  package struct Limits: Sendable, Equatable {
    package var bytes = 1 << 20
    /// Collections inside one another.
    package var depth = 64
    /// Nodes of the whole tree, keys and what aliases stand for included.
    package var nodes = 100_000
    /// Nodes that aliases stand for.
    package var aliasNodes = 10_000

    package static let standard = Limits()
  }

  /// - Returns: the document's value. A node that an alias stands for has the alias's place, as that is where it is
  ///   used; the nodes inside it have their own.
  /// - Throws: the first error of the text.
  package static func read(_ source: SourceText, limits: Limits = .standard) throws(YAMLError) -> Node {
    if source.bytes.count > limits.bytes {
      throw YAMLError(.tooManyBytes(source.bytes.count, limit: limits.bytes), at: source.place(0, 0))
    }
    try source.checkCharacters()
    var events = EventReader(source)
    var tabs = IndentationTabs(source)
    var tree = TreeBuilder(source, limits)
    while true {
      let event: Event
      do throws(SyntaxProblem) {
        event = try events.next()
      } catch {
        try tabs.check(error)
        throw self.error(error, in: source, behind: tree.root)
      }
      try tabs.check(upTo: event)
      if case .streamEnd = event.kind { return try tree.finish() }
      try tree.add(event)
    }
  }

  /// - Parameter root: the document's value, if it has ended.
  private static func error(_ problem: SyntaxProblem, in source: SourceText, behind root: Node?) -> YAMLError
  {
    let place = source.place(problem.offset, problem.offset)
    if let root, problem.problem == "did not find expected <document start>" {
      return YAMLError(.secondDocument, at: source.restOfLine(problem.offset), related: root.place)
    }
    let related = problem.contextOffset.map { source.place($0, $0) }
    if problem.problem == "could not find expected ':'", let related {
      return YAMLError(.missingColon, at: source.restOfLine(related.range.lowerBound))
    }
    return YAMLError(
      .syntax(problem: problem.problem, context: problem.context), at: place,
      related: related == place ? nil : related)
  }
}

extension SourceText {
  /// From an offset to the line's end, without a comment or trailing space.
  fileprivate func restOfLine(_ start: Int) -> Place {
    let line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
    let comment = line.indices.dropFirst().first { line[$0] == 0x23 && line[$0 - 1] == 0x20 }
    let text = line[..<(comment ?? line.endIndex)]
    let end = text.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? start
    return place(start, end)
  }
}
