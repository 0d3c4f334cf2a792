/// The paths of values that are wrong or missing.
struct Failures {
  private var paths: Set<String> = []
  /// Everything that holds one of them.
  private var holders: Set<String> = []

  mutating func insert(_ path: String) {
    paths.insert(path)
    for holder in Failures.holders(of: path) { holders.insert(holder) }
  }

  /// Whether the value at `path` is there, though something inside it may be wrong.
  func spare(_ path: String) -> Bool {
    !paths.contains(path) && !Failures.holders(of: path).contains { paths.contains($0) }
  }

  /// Whether nothing is wrong at `path` or inside it.
  func spareAll(_ path: String) -> Bool { spare(path) && !holders.contains(path) }

  private static func holders(of path: String) -> [String] {
    path.indices.filter { path[$0] == "." }.map { String(path[..<$0]) }
  }
}
