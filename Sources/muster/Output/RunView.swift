import Datasets
import Determinism
import JobSpec
import Kernel
import Planning
import Record
import Reporting

/// A recorded run as `show` tells it.
struct RunView {
  let recordPath: String
  let run: StoredRun
  let rounds: [StoredRound]
  let clients: [Plan.Client]
  let classNames: [String]
  let data: [PreparedData.SourceFile]
  let settings: [Setting]
  let git: GitState?
  let attempts: [StoredAttempt]
  let workers: [WorkerFacts]
  let losses: [WorkerLoss]
  let reproductions: [Reproduction]
  let settlement: StoredSettlement?
  let token: StoredToken?
  /// When its model was removed.
  let pruned: Timestamp?
  /// Where it was copied from.
  let origin: Origin?

  init(run id: Int, record: Record) throws {
    recordPath = record.path
    run = try record.run(id)
    rounds = try record.rounds(of: id)
    clients = try record.clients(of: id)
    classNames = try record.dataset(of: id)?.classNames ?? []
    data = try record.dataFiles(of: id)
    settings = try record.settings(of: id)
    git = try record.git(of: id)
    attempts = try record.attempts(of: id)
    workers = try record.workers(of: id)
    losses = try record.losses(of: id)
    reproductions = try record.reproductions(of: id)
    settlement = try record.settlement(of: id)
    token = StoredToken(try record.fields(of: id))
    pruned = try record.pruned(run: id)
    origin = try record.origin(of: id)
  }

  var text: String {
    let parts: [String] = [headline, roundTable, classTable, decisionLines, workerLines, digests]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var headline: String {
    var lines = ["Run \(run.id) of \(run.job) \(run.status.words)" + divergence]
    for attempt in attempts {
      let end = attempt.finished.map { " to \($0)" } ?? ""
      let start = attempt.afterRound > 0 ? ", after round \(attempt.afterRound)" : ""
      let environment = attempt.environment
      lines.append(
        "  \(attempt.started)\(end) by \(environment.user) on \(environment.host)\(start)\(attempt.stop)")
    }
    let rows = clients.reduce(0) { $0 + $1.rows }
    lines.append(
      "  seed \(run.seed), \(Figures.counted(clients.count, "client")) with \(Figures.counted(rows, "row"))")
    for file in data { lines.append("  data \(file.path) \(file.digest.short)") }
    for setting in settings { lines.append("  set \(setting.path)=\(setting.text)") }
    if let git {
      lines.append(
        "  commit \(git.commit.prefix(12))"
          + (git.diffDigest == nil
            ? ""
            : ", with uncommitted changes: " + Invocation.command("show \(run.id) --diff", record: recordPath))
      )
    }
    return lines.joined(separator: "\n")
  }

  private var divergence: String {
    guard let round = run.divergedRound else { return "" }
    return " in round \(round), " + (run.divergedClient.map { "client \($0)" } ?? "the aggregate")
  }

  /// Of the newest round that was evaluated.
  private var lastEvaluation: Evaluation? { rounds.last { $0.evaluation != nil }?.evaluation }

  private var roundTable: String {
    let metrics = lastEvaluation.map(EvaluationMetric.usual) ?? []
    var table = TextTable(
      columns: [("round", .right), ("clients", .right), ("training loss", .right)]
        + metrics.map { ($0.rawValue, .right) } + [("seconds", .right), ("model", .left)])
    for round in rounds {
      table.add(
        ["\(round.round)", "\(round.clients.count)", Figures.metric(round.trainingLoss)]
          + metrics.map { metric in round.evaluation.map { Figures.metric($0.value(of: metric)) } ?? "" }
          + [Figures.fixed(round.seconds, decimals: 3), round.modelDigest.short])
    }
    return rounds.isEmpty ? "" : table.text()
  }

  private var classTable: String {
    guard classNames.count <= 30, let last = lastEvaluation, !last.confusion.isEmpty else { return "" }
    var table = TextTable(("class", .left), ("precision", .right), ("recall", .right), ("f1", .right))
    for (index, name) in classNames.enumerated() {
      table.add(
        [name] + [.precision, .recall, .f1].map { Figures.metric(last.value(of: $0, class: index)) })
    }
    return table.text()
  }

  private var decisionLines: String {
    rounds.flatMap { round in
      round.decisions.map { "decided in round \(round.round): \($0.text(clients))" }
    }.joined(separator: "\n")
  }

  private var workerLines: String {
    let who = Set(
      workers.map {
        "\($0.pool) on \($0.host): \($0.blasConfiguration ?? "portable"), fingerprint \($0.fingerprint.short)"
      })
    let lost = losses.map {
      "\($0.kind.rawValue) in round \($0.round): worker \($0.worker) of \($0.pool), \($0.reason)"
    }
    return (who.sorted() + lost).joined(separator: "\n")
  }

  private var digests: String {
    var lines = ["run key        \(run.key)"]
    if let digest = run.digest { lines.append("record digest  \(digest)") }
    if run.status == .interrupted {
      lines.append("go on with     " + Invocation.command("resume \(run.id)", record: recordPath))
    }
    if let origin {
      lines.append("imported       \(origin.at) from \(origin.path), run \(origin.number) there")
    }
    if let pruned { lines.append("pruned         \(pruned): its model is gone, reproduce trains it again") }
    for reproduction in reproductions {
      let what = reproduction.firstDifference.map { ": \($0)" } ?? ""
      lines.append(
        "reproduced     \(reproduction.at) on \(reproduction.host), \(reproduction.verdict.rawValue)\(what)")
    }
    if let settlement, let token { lines.append(settlement.text(token)) }
    return lines.joined(separator: "\n")
  }
}

extension StoredAttempt {
  /// How it stopped, if it did not just finish.
  fileprivate var stop: String {
    switch ending {
    case nil, .finished: ""
    case .interrupted: ": stopped by a signal"
    case .killed: ": killed"
    case .failed(let reason): ": failed: \(reason)"
    case .late(let reason): ": late: \(reason)"
    }
  }
}
