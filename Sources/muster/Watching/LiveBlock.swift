import Glibc
import Reporting

/// A watched run as one block of a terminal, which is rewritten. The cursor rests below it and is never hidden, so that
/// nothing has to be put right whatever ends the process.
struct LiveBlock: WatchDisplay {
  private var shown = 0

  mutating func show(_ facts: RunFacts) {
    let (columns, rows) = Self.size
    // A line that wraps, or scrolls away, could not be rewritten.
    let lines = WatchBlock(facts: facts, width: columns).lines.prefix(rows - 1).map {
      $0.fitted(columns: columns - 1)
    }
    let up = shown > 0 ? "\u{1B}[\(shown)A\r" : ""
    let text = up + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J"
    Standard.output(bytes: Array(text.utf8))
    shown = lines.count
  }

  private static var size: (columns: Int, rows: Int) {
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 && size.ws_row > 4
    return isKnown ? (Int(size.ws_col), Int(size.ws_row)) : (80, 24)
  }
}
