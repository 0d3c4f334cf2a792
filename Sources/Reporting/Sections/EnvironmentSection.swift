import Determinism
import Planning
import Record

/// Where a run was computed, with what, and how long it took.
struct EnvironmentSection {
  let facts: RunFacts

  var blocks: [Block] { [attempts, workers, pools].filter { !$0.rows.isEmpty }.map(Block.table) }

  private var attempts: Table {
    var table = Table("Attempts", ["attempt", "began", "ended", "by", "muster", "after round#", "end"])
    table.fill(with: facts.attempts, "attempt") { attempt in
      let environment = attempt.environment
      return [
        "\(attempt.number)", Table.Cell(attempt.started.minute), Table.Cell(attempt.finished?.minute ?? "–"),
        "\(environment.user) on \(environment.host)", Table.Cell(environment.version),
        "\(attempt.afterRound)", Table.Cell(attempt.ending?.word ?? "at work"),
      ]
    }
    return table
  }

  private struct Kind: Hashable {
    var pool: String
    var host: String
    var version: String
    var library: String
    var fingerprint: Digest
  }

  /// Workers that are alike in one line.
  private var workers: Table {
    var table = Table("Workers", ["pool", "host", "workers#", "muster", "linear algebra", "numeric fingerprint"])
    var counts: [(kind: Kind, workers: Int)] = []
    var places: [Kind: Int] = [:]
    for worker in facts.workers {
      let kind = Kind(
        pool: worker.pool, host: worker.host, version: worker.version,
        library: worker.blasConfiguration ?? "portable", fingerprint: worker.fingerprint)
      if let place = places[kind] {
        counts[place].workers += 1
      } else {
        places[kind] = counts.count
        counts.append((kind, 1))
      }
    }
    table.fill(with: counts, "kind of worker") { kind, workers in
      [
        Table.Cell(kind.pool), Table.Cell(kind.host), "\(workers)", Table.Cell(kind.version),
        Table.Cell(kind.library), .code(kind.fingerprint.short),
      ]
    }
    return table
  }

  private var pools: Table {
    var table = Table(
      "What each pool did",
      ["pool", "attempt#", "tasks#", "sent#", "received#", "training took#", "started again#", "lost#"])
    table.fill(with: facts.pools, "pool") { pool in
      let report = pool.report
      return [
        Table.Cell(report.pool), "\(pool.attempt)", Table.Cell(Figures.grouped(report.tasks)),
        Table.Cell(Figures.bytes(Double(report.bytesSent))),
        Table.Cell(Figures.bytes(Double(report.bytesReceived))),
        Table.Cell(Figures.seconds(report.seconds)), "\(report.retries)", "\(report.losses)",
      ]
    }
    return table
  }
}
