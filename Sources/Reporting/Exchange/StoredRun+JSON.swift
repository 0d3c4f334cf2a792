package import Determinism
package import Planning
package import Record

extension StoredRun {
  /// For programs. Keys are added, never changed.
  package var json: JSON {
    .object([
      ("run", .int(id)), ("job", .string(job)), ("status", .string(status.rawValue)),
      ("rounds_done", .int(roundsDone)), ("rounds_planned", .int(roundsPlanned)),
      ("diverged_round", divergedRound.map(JSON.int) ?? .null),
      ("diverged_client", divergedClient.map(JSON.int) ?? .null), ("seed", .string(String(seed))),
      ("network", network.map(JSON.string) ?? .null), ("started", .string(started.description)),
      ("finished", finished.map { .string($0.description) } ?? .null), ("run_key", .string(key.hex)),
      ("record_digest", digest.map { .string($0.hex) } ?? .null),
    ])
  }
}

extension Plan.Client {
  package var json: JSON {
    .object([
      ("client", .int(index)), ("name", .string(name)), ("owner", owner.map(JSON.string) ?? .null),
      ("operator", `operator`.map(JSON.string) ?? .null), ("rows", .int(rows)),
      ("labels", .array(labelCounts.map(JSON.int))),
    ])
  }
}
