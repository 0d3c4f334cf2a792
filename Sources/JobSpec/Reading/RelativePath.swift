/// A path, normalised as text: no `.`, no empty part, and `..` only at the start.
struct RelativePath: Equatable {
  let isAbsolute: Bool
  let parts: [String]

  init(_ text: String) {
    self.init(isAbsolute: text.hasPrefix("/"), text.split(separator: "/").map(String.init))
  }

  private init(isAbsolute: Bool, _ raw: [String]) {
    var parts: [String] = []
    for part in raw where part != "." {
      if part != ".." {
        parts.append(part)
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if !isAbsolute {
        parts.append(part)
      }
    }
    self.isAbsolute = isAbsolute
    self.parts = parts
  }

  var text: String {
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  var folder: RelativePath { RelativePath(isAbsolute: isAbsolute, parts.dropLast()) }

  /// The path as this folder would see it.
  func appending(_ path: String) -> RelativePath {
    path.hasPrefix("/")
      ? RelativePath(path)
      : RelativePath(isAbsolute: isAbsolute, parts + path.split(separator: "/").map(String.init))
  }

  private var climb: Int { parts.prefix { $0 == ".." }.count }

  /// Whether this path lies below `folder`; both are absolute or relative to one place.
  func isInside(_ folder: RelativePath) -> Bool {
    guard isAbsolute == folder.isAbsolute else { return false }
    if folder.climb == folder.parts.count { return climb <= folder.climb }
    return parts.starts(with: folder.parts)
  }

  /// The way to this path from a folder that does not climb further than it.
  func relative(to folder: RelativePath) -> String {
    guard isAbsolute == folder.isAbsolute else { return text }
    let shared = zip(parts, folder.parts).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: folder.parts.count - shared)
    return (up + parts[shared...]).joined(separator: "/")
  }
}
