package import Determinism
package import Planning
package import Record

extension WorkerFacts {
  package var json: JSON {
    .object([
      ("worker", .int(worker)), ("pool", .string(pool)), ("host", .string(host)),
      ("version", .string(version)),
      ("blas_library", blasLibrary.map(JSON.string) ?? .null),
      ("blas_configuration", blasConfiguration.map(JSON.string) ?? .null),
      ("fingerprint", .string(fingerprint.hex)), ("key", key.map(JSON.string) ?? .null),
    ])
  }
}

extension StoredPool {
  /// One pool in one attempt.
  package var json: JSON {
    .object([
      ("attempt", .int(attempt)), ("pool", .string(report.pool)), ("tasks", .int(report.tasks)),
      ("bytes_sent", .int(report.bytesSent)), ("bytes_received", .int(report.bytesReceived)),
      ("seconds", .double(report.seconds)), ("retries", .int(report.retries)),
      ("losses", .int(report.losses)), ("refused", report.refused.map(JSON.string) ?? .null),
    ])
  }
}

extension WorkerLoss {
  package var json: JSON {
    .object([
      ("worker", .int(worker)), ("pool", .string(pool)), ("round", .int(round)),
      ("kind", .string(kind.rawValue)), ("reason", .string(reason)),
    ])
  }
}
