import YAMLTree

/// Settings take their places while the files are read, so that a section in a file of its own, a missing mapping and a
/// variant's bare word are all the same to them.
extension Reading {
  /// Reports settings of fields that there are not, and those that set a field again.
  mutating func checkSettings() {
    checkFields(settings.map { ($0.path, $0.place) })
    settings.removeAll { !Topic.job.has($0.path) || Self.fixedField($0.path) != nil }
  }

  /// - Parameter fields: the paths that are set, and where.
  mutating func checkFields(_ fields: [(path: String, place: Place)]) {
    var first: [String: Place] = [:]
    for (path, place) in fields {
      if let earlier = first[path] {
        report(.repeatedSetting(path), at: place, related: [Related(earlier, .settingGiven)])
      }
      first[path] = first[path] ?? place
      if let name = Self.fixedField(path) {
        report(.fixedField(name), at: place)
      } else if !Topic.job.has(path) {
        let nearest = nearestPath(to: path).flatMap { Self.fixedField($0) == nil ? $0 : nil }
        report(.unknownField(path, nearest: nearest), at: place)
      }
    }
  }

  /// - Returns: the first name of a path that leads to what says how a file is read, or to the user's own notes.
  private static func fixedField(_ path: String) -> String? {
    let name = path.prefix { $0 != "." }
    return Job.shape.fields.first { $0.key == name && $0.shape.isFixed }?.key
  }

  /// Reports the settings that found no place, unless something else is wrong there.
  mutating func checkAllSettled() {
    for setting in settings where !settledPaths.contains(setting.path) && failures.spare(setting.path) {
      report(.nothingToSet(setting.path), at: setting.place)
    }
  }

  /// What was found, with the settings of what lies inside it.
  mutating func settled(_ found: Found, shape: Shape) -> Found {
    let inner = settings.filter { found.path.isEmpty || $0.path.hasPrefix(found.path + ".") }
    guard !inner.isEmpty else { return found }
    switch found.node.content {
    case .mapping(let entries): return settled(found, entries: entries, by: inner)
    case .sequence(let nodes): return settled(found, nodes: nodes, by: inner)
    case .scalar(let word, _):
      if found.node.isEmpty { return settled(found, entries: [], by: inner) }
      guard shape.hasCase(word) else { return found }
      let payload = Node(.mapping([]), at: found.node.place)
      return settled(found, entries: [Node.Entry(key: found.node, value: payload)], by: inner)
    }
  }

  private mutating func settled(_ found: Found, entries: [Node.Entry], by inner: [Setting]) -> Found {
    var entries = entries
    for setting in inner {
      let (name, isWhole) = setting.step(below: found.path)
      let place = entries.firstIndex { $0.name == name }
      guard isWhole || place == nil else { continue }
      let value = isWhole ? setting.value : Node(.mapping([]), at: setting.value.place)
      let entry = Node.Entry(key: Node(.scalar(name, plain: true), at: setting.place), value: value)
      if let place { entries[place] = entry } else { entries.append(entry) }
      if isWhole { settledPaths.insert(setting.path) }
    }
    return found.holding(.mapping(entries))
  }

  private mutating func settled(_ found: Found, nodes: [Node], by inner: [Setting]) -> Found {
    var nodes = nodes
    for setting in inner {
      let (name, isWhole) = setting.step(below: found.path)
      guard isWhole, let index = Int(name), nodes.indices.contains(index) else { continue }
      nodes[index] = setting.value
      settledPaths.insert(setting.path)
    }
    return found.holding(.sequence(nodes))
  }
}

extension Setting {
  /// The name that comes next on the way from `path`, and whether the way ends there.
  fileprivate func step(below path: String) -> (name: String, isWhole: Bool) {
    let rest = self.path.dropFirst(path.isEmpty ? 0 : path.count + 1)
    let name = rest.prefix { $0 != "." }
    return (String(name), name.endIndex == rest.endIndex)
  }
}

extension Found {
  fileprivate func holding(_ content: Node.Content) -> Found {
    Found(node: Node(content, at: node.place), key: key, path: path)
  }
}

extension Shape {
  fileprivate var isFixed: Bool {
    switch self {
    case .constant, .free: true
    default: false
    }
  }

  /// Whether the word alone names a case.
  fileprivate func hasCase(_ word: String) -> Bool {
    switch self {
    case .variant(let cases, _): cases.contains { $0.name == word }
    case .orFile(let shape): shape.hasCase(word)
    default: false
    }
  }
}
