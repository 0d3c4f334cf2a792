import Determinism
import Kernel
import Planning
import Record
import Reporting

/// A run at a moment, for a terminal: what matters most stands first, as the last lines may not fit.
struct WatchBlock {
  let facts: RunFacts
  /// The terminal's columns.
  let width: Int

  private var run: StoredRun { facts.run }
  private var spark: Int { max(8, min(40, width - 48)) }

  var lines: [String] {
    let parts: [[String]] = [headline, scores, oddities, clients, workers, earnings]
    return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var headline: [String] {
    [
      "Run \(run.id) of \(run.job) \(run.status.words)",
      "\(ProgressBar.text(run.roundsDone, of: run.roundsPlanned)) round \(run.roundsDone)/\(run.roundsPlanned)\(pace)",
    ]
  }

  /// By the mean of the last rounds.
  private var pace: String {
    let recent = facts.rounds.suffix(10).map(\.seconds)
    guard !recent.isEmpty else { return "" }
    let mean = recent.reduce(0, +) / Double(recent.count)
    let left = Double(max(run.roundsDone, run.roundsPlanned) - run.roundsDone) * mean
    return "  \(Figures.seconds(mean)) a round"
      + (run.status == .running ? ", at most \(Figures.seconds(left)) left" : "")
  }

  private var scores: [String] {
    let evaluations = facts.rounds.compactMap(\.evaluation)
    guard let last = evaluations.last else { return facts.rounds.isEmpty ? ["no round is finished yet"] : [] }
    var table = TextTable(.left, .right, .left)
    for metric in EvaluationMetric.usual(last) {
      table.add(
        metric.rawValue, Figures.metric(last.value(of: metric)),
        Sparkline.text(evaluations.map { $0.value(of: metric) }, width: spark))
    }
    let losses = facts.rounds.map(\.trainingLoss)
    table.add("training loss", Figures.metric(losses.last ?? 0), Sparkline.text(losses, width: spark))
    return rows(table)
  }

  /// Clients that did not serve yet may still do so.
  private var oddities: [String] {
    facts.oddities.filter { $0.kind != .clientNeverServed }.prefix(4).map(\.text)
  }

  private var clients: [String] {
    guard !facts.rounds.isEmpty else { return [] }
    var table = TextTable(
      columns: [("client", .left), ("rows", .right), ("rounds", .right), ("loss", .right), ("", .left)])
    for client in facts.clients.prefix(10) {
      let losses = facts.rounds.compactMap { round in round.clients.first { $0.client == client.index }?.loss
      }
      table.add(
        "\(client.index) \(client.name)", Figures.grouped(client.rows), "\(losses.count)",
        losses.last.map(Figures.metric) ?? "", Sparkline.text(losses, width: spark))
    }
    let more = facts.clients.count - 10
    return rows(table) + (more > 0 ? ["and \(more) more"] : [])
  }

  /// By pool, in the order of their names.
  private var workers: [String] {
    Set(facts.workers.map(\.pool)).sorted().map { pool in
      let joined = facts.workers.count { $0.pool == pool }
      let lost = facts.losses.count { $0.pool == pool }
      return "\(pool): \(Figures.counted(joined, "worker")) joined" + (lost > 0 ? ", \(lost) lost" : "")
    }
  }

  private var earnings: [String] {
    guard let token = StoredToken(facts.fields), !facts.earnings.isEmpty else { return [] }
    let table = EarningsTable(earnings: facts.earnings, decimals: token.decimals, places: 6)
    return ["earned in \(token.symbol)"] + table.text().split(separator: "\n").map(String.init)
  }

  private func rows(_ table: TextTable) -> [String] { table.text().split(separator: "\n").map(String.init) }
}
