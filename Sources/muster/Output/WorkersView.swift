import Determinism
import Planning
import Record
import Reporting

/// Who trained a run: what each pool did, its workers, and whom it lost.
struct WorkersView {
  let run: StoredRun
  let pools: [StoredPool]
  let workers: [WorkerFacts]
  let losses: [WorkerLoss]

  init(run id: Int, record: Record) throws {
    run = try record.run(id)
    pools = try record.pools(of: id)
    workers = try record.workers(of: id)
    losses = try record.losses(of: id)
  }

  var text: String {
    let parts: [String] = ["Workers of run \(run.id) of \(run.job)", poolTable, workerTable, lossLines]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// Over all attempts, in the order of their names.
  private var totals: [PoolReport] {
    Dictionary(grouping: pools.map(\.report), by: \.pool).sorted { $0.key < $1.key }.map { name, reports in
      var total = PoolReport(pool: name)
      for report in reports {
        total.tasks += report.tasks
        total.bytesSent += report.bytesSent
        total.bytesReceived += report.bytesReceived
        total.seconds += report.seconds
        total.retries += report.retries
        total.losses += report.losses
        total.refused = total.refused ?? report.refused
      }
      return total
    }
  }

  private var poolTable: String {
    guard !pools.isEmpty else { return "What the pools did is not recorded: no attempt came to its end." }
    var table = TextTable(
      ("pool", .left), ("tasks", .right), ("sent", .right), ("received", .right), ("seconds", .right),
      ("retries", .right), ("losses", .right), ("not used again, because", .left))
    for pool in totals {
      table.add(
        pool.pool, Figures.grouped(pool.tasks), Figures.bytes(Double(pool.bytesSent)),
        Figures.bytes(Double(pool.bytesReceived)), Figures.fixed(pool.seconds, decimals: 3),
        Figures.grouped(pool.retries), Figures.grouped(pool.losses), pool.refused ?? "")
    }
    return table.text()
  }

  private var workerTable: String {
    guard !workers.isEmpty else { return "" }
    var table = TextTable(
      ("worker", .right), ("pool", .left), ("host", .left), ("process", .right), ("version", .left),
      ("fingerprint", .left), ("key", .left))
    for worker in workers {
      table.add(
        "\(worker.worker)", worker.pool, worker.host, "\(worker.pid)", worker.version,
        worker.fingerprint.short,
        worker.key ?? "")
    }
    return table.text()
  }

  private var lossLines: String {
    losses.map { "\($0.kind.rawValue) in round \($0.round): worker \($0.worker) of \($0.pool), \($0.reason)" }
      .joined(separator: "\n")
  }

  /// For programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("run", .int(run.id)), ("pools", .array(pools.map(\.json))), ("workers", .array(workers.map(\.json))),
      ("losses", .array(losses.map(\.json))),
    ])
  }
}
