import Determinism
import Planning
import Record

/// Who the clients are, what they hold, when they served and what they gave.
struct ClientSection {
  let facts: RunFacts

  var blocks: [Block] { facts.clients.isEmpty ? [] : [.table(results)] }

  /// Service over all rounds: who trained when, what each holds.
  var charts: [Block] {
    guard !facts.clients.isEmpty else { return [] }
    return [.figures([holdings]), .figures(facts.rounds.isEmpty ? [] : [cohorts])]
  }

  private struct Service {
    var rounds = 0
    var lastLoss: Double?
    var contribution: UInt64 = 0
    var seconds = 0.0
  }

  private var services: [Service] {
    var services = facts.clients.map { _ in Service() }
    for round in facts.rounds {
      for outcome in round.clients where outcome.client < services.count {
        services[outcome.client].rounds += 1
        services[outcome.client].lastLoss = outcome.loss
        services[outcome.client].contribution &+= outcome.contribution
        services[outcome.client].seconds += outcome.seconds
      }
    }
    return services
  }

  private var results: Table {
    let bySamples = facts.fields.value(of: "tokenomics.contribution") != "loss_reduction"
    let isOwned = facts.clients.contains { $0.owner != nil || $0.operator != nil }
    var table = Table(
      "Each client",
      ["client"] + (isOwned ? ["owner", "operator"] : []) + [
        "rows#", "rounds served#", "last loss#", bySamples ? "rows contributed#" : "loss reduction#",
        "training took#",
      ])
    table.fill(with: Array(zip(facts.clients, services)), "client") { client, service in
      let owners: [Table.Cell] = [Table.Cell(client.owner ?? "–"), Table.Cell(client.operator ?? "–")]
      return [Table.Cell(client.name)] + (isOwned ? owners : []) + [
        Table.Cell(Figures.grouped(client.rows)), Table.Cell(Figures.grouped(service.rounds)),
        Table.Cell(service.lastLoss.map(Figures.metric) ?? "–"),
        Table.Cell(
          bySamples
            ? Figures.grouped(Int(clamping: service.contribution))
            : Figures.metric(Double(service.contribution) / 4_294_967_296)),
        Table.Cell(Figures.seconds(service.seconds)),
      ]
    }
    return table
  }

  private var isMixed: Bool {
    !facts.classNames.isEmpty && facts.clients.contains { !$0.labelCounts.isEmpty }
  }

  /// What has a colour of its own: every label where there are enough colours, else those that most rows have, in class
  /// order, and the others together.
  private var areas: [(name: String, labels: [Int])] {
    let names = facts.classNames
    let each = names.indices.map { (name: names[$0], labels: [$0]) }
    guard each.count > Bars.colours else { return each }
    let rows = labels(of: facts.clients[...])
    // Sorting is stable: of equals the first class comes first.
    let ranked = rows.indices.sorted { rows[$0] > rows[$1] }
    let others = Array(ranked.dropFirst(Bars.colours - 1))
    return ranked.prefix(Bars.colours - 1).sorted().map { each[$0] } + [("\(others.count) others", others)]
  }

  private var holdings: Figure {
    let areas = isMixed ? areas : []
    let most = facts.clients.map(\.rows).max() ?? 1
    let bins = Bins(facts.clients.count, limit: 40).ranges
    let bars = bins.map { range in
      let members = facts.clients[range]
      let rows = members.reduce(0) { $0 + $1.rows }
      let name =
        members.count == 1 ? members.first?.name ?? "" : "clients \(range.lowerBound)–\(range.upperBound - 1)"
      let parts =
        isMixed
        ? shares(of: areas.map(\.labels), members, rows: rows)
        : [Double(rows) / Double(max(1, most * members.count))]
      return Bars.Bar(name: name, parts: parts, figure: Figures.grouped(rows))
    }
    return Figure(
      title: isMixed ? "Labels of each client" : "Rows of each client",
      description: isMixed
        ? "Each bar is a client's rows, divided by label; the number beside it counts them."
          + (areas.count < facts.classNames.count ? " The table has the labels that are drawn together." : "")
        : "Each bar is as long as a client's rows are many.",
      drawing: Bars(bars: bars).drawing,
      legend: areas.enumerated().map { LegendEntry(mark: .area($0.offset), text: $0.element.name) },
      table: holdingsTable)
  }

  private func shares(of areas: [[Int]], _ members: ArraySlice<Plan.Client>, rows: Int) -> [Double] {
    let counts = labels(of: members)
    return areas.map { area in Double(area.reduce(0) { $0 + counts[$1] }) / Double(max(1, rows)) }
  }

  private func labels(of members: ArraySlice<Plan.Client>) -> [Int] {
    members.reduce(into: facts.classNames.map { _ in 0 }) { sums, client in
      for (label, count) in client.labelCounts.enumerated() where label < sums.count { sums[label] += count }
    }
  }

  private var holdingsTable: Table {
    let classes = isMixed ? facts.classNames : []
    var table = Table(
      "Rows by client and label", ["client", "rows#"] + classes.map { $0 + "#" }, isFolded: true)
    table.fill(with: facts.clients, "client") { client in
      [Table.Cell(client.name), Table.Cell(Figures.grouped(client.rows))]
        + classes.indices.map { label in
          Table.Cell(label < client.labelCounts.count ? Figures.grouped(client.labelCounts[label]) : "")
        }
    }
    return table
  }

  private var cohorts: Figure {
    let map = CohortMap(facts)
    return Figure(
      title: "Who trained when",
      description:
        "A line for each client and a column for each round; a filled cell is training that counts.",
      drawing: map.drawing, legend: map.legend, table: map.table)
  }
}
