import Batches
import Glibc
import Record

/// A file for node_exporter's textfile collector. It is written when a batch starts and when it ends, and is never seen
/// half written.
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
    case .started: begin()
    case .ended(let report): end(report)
    case .jobStarted, .jobRests, .jobEnded: break
    }
  }

  func begin() { write(metrics.atStart) }
  func end(_ report: BatchReport) { write(metrics.atEnd(report, at: .now())) }

  /// What cannot be written is told once, and changes nothing.
  private func write(_ exposition: Exposition) {
    do {
      try writeFile(exposition.text.utf8, to: path)
    } catch  where hasFailed {
    } catch {
      hasFailed = true
      Standard.error("warning: the metrics are lost: \(Failure(error)?.message ?? "\(error)")")
    }
  }

  private static let longest = 16 << 20

  /// - Returns: an empty text where there is no such file.
  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: longest) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
