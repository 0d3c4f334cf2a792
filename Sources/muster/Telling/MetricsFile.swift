import Batches
import Glibc
import Record

/// A file for node_exporter's textfile collector. It is written when a batch starts and when it ends, and is never seen
/// half written: the text goes to a file beside it, which then takes its name.
final class MetricsFile: BatchObserver {
  private let path: String
  private let metrics: BatchMetrics
  private var hasFailed = false

  /// - Parameters:
  ///   - path: where it is to be; the folder must be there.
  ///   - file: what is run, as the command line gave it.
  init(_ path: String, of file: String, started: Timestamp = .now()) {
    self.path = path
    metrics = BatchMetrics(file: file, started: started, before: Exposition.samples(Self.text(path)))
  }

  func observe(_ event: BatchEvent) throws {
    switch event {
    case .started: write(metrics.atStart)
    case .ended(let report): write(metrics.atEnd(report, at: .now()))
    case .jobStarted, .jobRests, .jobEnded: break
    }
  }

  /// What cannot be written is told once, and changes nothing.
  private func write(_ exposition: Exposition) {
    guard !replaceFile(path, with: exposition.text), !hasFailed else { return }
    hasFailed = true
    Standard.error(
      "warning: the metrics file \(path) cannot be written: \(String(cString: strerror(errno)))\n"
        + "  help: name a file in a folder that is there and may be written to")
  }

  private static let longest = 16 << 20

  /// - Returns: an empty text where there is no such file, or none that muster wrote.
  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: longest)
    return String(decoding: bytes.prefix(fread(&bytes, 1, longest, file)), as: UTF8.self)
  }
}

/// Puts a text in a file's place, all at once.
///
/// - Returns: whether that was possible; `errno` says why not.
private func replaceFile(_ path: String, with text: String) -> Bool {
  // The collector reads only names that end with .prom.
  let draft = "\(path).\(getpid())"
  guard let file = fopen(draft, "we") else { return false }
  let bytes = Array(text.utf8)
  let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
  let isClosed = fclose(file) == 0
  if isWritten && isClosed && rename(draft, path) == 0 { return true }
  let reason = errno
  unlink(draft)
  errno = reason
  return false
}
