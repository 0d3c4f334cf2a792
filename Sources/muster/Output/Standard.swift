import Glibc
import Record
import Synchronization

/// The program's two output streams: results to the one, everything about how they came to be to the other.
enum Standard {
  static func output(_ text: String) { output(bytes: Array((text + "\n").utf8)) }

  /// Bytes as they are, without a line break after them.
  ///
  /// - Returns: whether somebody still reads them. A reader that went away (`muster list | head`) is not an error.
  @discardableResult static func output(bytes: [UInt8]) -> Bool {
    let error = write(bytes, to: STDOUT_FILENO)
    if [0, EPIPE, EBADF].contains(error) { return error == 0 }
    Failure(.cannotWrite, "the output cannot be written: \(String(cString: strerror(error)))").exit()
  }

  /// How standard error speaks. It is held while a line is written, so that those of several threads stay apart.
  private static let log = Mutex(LogFormat.text)

  /// To be called before anything is said, if at all.
  static func setLog(_ format: LogFormat) { log.withLock { $0 = format } }

  static func error(_ text: String) {
    log.withLock { format in
      _ = write(
        ((format == .text ? text : LogLine.note(text).text(at: .now())) + "\n").utf8, to: STDERR_FILENO)
    }
  }

  /// What programs are told, and people in other words.
  ///
  /// - Returns: whether standard error speaks to programs.
  @discardableResult static func event(_ line: LogLine) -> Bool {
    log.withLock { format in
      if format == .json { _ = write((line.text(at: .now()) + "\n").utf8, to: STDERR_FILENO) }
      return format == .json
    }
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Text that is to stand on the line it is on, for progress on a terminal.
  static func errorFragment(_ text: String) { _ = write(text.utf8, to: STDERR_FILENO) }

  /// As much of a text as a line of the terminal takes, which would not be rewritten if it were broken.
  static func fitted(_ text: String) -> String {
    var size = winsize()
    let known = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1
    let width = known ? Int(size.ws_col) - 1 : 79
    return text.fitted(columns: width)
  }

  /// - Returns: what kept it from writing all of them; 0 when nothing did.
  private static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
