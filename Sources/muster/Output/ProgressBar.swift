/// A bar of a terminal that fills while something goes on.
enum ProgressBar {
  private static let width = 24

  /// - Parameters:
  ///   - done: of a record that was changed by hand it may be more than `all`.
  ///   - all: at least 1, or else the bar is full.
  static func text(_ done: Int, of all: Int) -> String {
    let filled = done < all ? max(0, done) * width / all : width
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "]"
  }
}
