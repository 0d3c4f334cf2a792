import Determinism
import Planning
import Record

/// Which clients trained in which rounds: a line a client, a column a round, or several where there are many.
struct CohortMap {
  let clients: [Plan.Client]
  let rounds: [StoredRound]
  private let lines: Bins
  private let columns: Bins

  init(_ facts: RunFacts) {
    clients = facts.clients
    rounds = facts.rounds
    lines = Bins(clients.count, limit: 60)
    columns = Bins(rounds.count, limit: 150)
  }

  private static let (width, left, right, bottom) = (800.0, 108.0, 22.0, 34.0)

  /// What is drawn in a cell, in this order.
  private enum Layer: String, CaseIterable {
    case quarter = "q1"
    case half = "q2"
    case most = "q3"
    case trained = "q4"
    case reassigned, dropped
  }

  var drawing: Drawing {
    Drawing(width: Self.width, height: Double(lines.ranges.count) * cellHeight + Self.bottom, shapes: cells + labels)
  }

  var legend: [LegendEntry] {
    let shared = lines.ranges.count < clients.count || columns.ranges.count < rounds.count
    let trained =
      shared ? "trained; the lighter, the fewer of the clients and rounds in a cell" : "trained"
    let kinds = Set(rounds.flatMap(\.decisions).map { $0.kind == .dropped ? Layer.dropped : .reassigned })
    return [LegendEntry(mark: .cell(Layer.trained.rawValue), text: trained)]
      + (kinds.contains(.reassigned) ? [LegendEntry(mark: .cell("reassigned"), text: "trained by another operator")] : [])
      + (kinds.contains(.dropped) ? [LegendEntry(mark: .cell("dropped"), text: "late, not counted")] : [])
  }

  private var cellHeight: Double { max(8, min(18, 480 / Double(max(1, lines.ranges.count)))) }
  private var cellWidth: Double { min(24, (Self.width - Self.left - Self.right) / Double(max(1, columns.ranges.count))) }

  /// One path for each kind of cell: a file of sane size.
  private var cells: [Markup] {
    var paths: [Layer: String] = [:]
    for (column, range) in columns.ranges.enumerated() {
      let tally = Tally(rounds[range], clients: clients.count)
      for (line, members) in lines.ranges.enumerated() {
        for layer in layers(tally, members, of: range.count) {
          paths[layer, default: ""] += outline(layer, line: line, column: column)
        }
      }
    }
    return Layer.allCases.compactMap { layer in
      paths[layer].map { .tag("path", ["class": layer.rawValue, "d": $0]) }
    }
  }

  /// How often each client did what in some rounds.
  private struct Tally {
    var trained: [Int]
    var dropped: [Bool]
    var reassigned: [Bool]

    init(_ rounds: ArraySlice<StoredRound>, clients: Int) {
      trained = Array(repeating: 0, count: clients)
      dropped = Array(repeating: false, count: clients)
      reassigned = dropped
      for round in rounds {
        for outcome in round.clients where outcome.client < clients { trained[outcome.client] += 1 }
        for decision in round.decisions where decision.client < clients {
          if decision.kind == .dropped { dropped[decision.client] = true } else { reassigned[decision.client] = true }
        }
      }
    }
  }

  private func layers(_ tally: Tally, _ members: Range<Int>, of rounds: Int) -> [Layer] {
    let share = Double(tally.trained[members].reduce(0, +)) / Double(members.count * rounds)
    let shade: [Layer] =
      switch share {
      case 0: []
      case ..<0.3: [.quarter]
      case ..<0.6: [.half]
      case ..<1: [.most]
      default: [.trained]
      }
    return shade + (tally.reassigned[members].contains(true) ? [.reassigned] : [])
      + (tally.dropped[members].contains(true) ? [.dropped] : [])
  }

  private func outline(_ layer: Layer, line: Int, column: Int) -> String {
    let (x, y) = (Self.left + Double(column) * cellWidth, Double(line) * cellHeight)
    let gap = cellWidth > 5 ? 1.0 : 0
    let (width, height) = (cellWidth - gap, cellHeight - 1)
    func cross(_ inset: Double) -> String {
      let (a, b) = ("\(Pen.place(x + inset)) \(Pen.place(y + inset))", "\(Pen.place(width - 2 * inset)) \(Pen.place(height - 2 * inset))")
      let (c, d) = ("\(Pen.place(x + inset)) \(Pen.place(y + height - inset))", "\(Pen.place(width - 2 * inset)) -\(Pen.place(height - 2 * inset))")
      return "M\(a)l\(b)M\(c)l\(d)"
    }
    switch layer {
    case .dropped: return cross(min(2, width / 5))
    case .reassigned:
      let side = min(width, height) / 2.5
      return
        "M\(Pen.place(x + (width - side) / 2)) \(Pen.place(y + (height - side) / 2))h\(Pen.place(side))v\(Pen.place(side))h-\(Pen.place(side))z"
    default:
      return "M\(Pen.place(x)) \(Pen.place(y))h\(Pen.place(width))v\(Pen.place(height))h-\(Pen.place(width))z"
    }
  }

  private var labels: [Markup] {
    let every = cellHeight < 12 ? 2 : 1
    let names = lines.ranges.enumerated().filter { $0.offset.isMultiple(of: every) }.map { line, members in
      let name =
        members.count == 1
        ? clients[members.lowerBound].name : "clients \(members.lowerBound)–\(members.upperBound - 1)"
      return Pen.text(
        Pen.cut(name, to: 15), x: Self.left - 6, y: Double(line) * cellHeight + cellHeight / 2 + 4, .end)
    }
    return names + roundLabels
  }

  private var roundLabels: [Markup] {
    guard let first = rounds.first?.round, let last = rounds.last?.round else { return [] }
    let axis = Axis(over: [Double(first), Double(last)], count: 8, wholeSteps: true)
    let base = Double(lines.ranges.count) * cellHeight
    let width = cellWidth * Double(columns.ranges.count)
    let ticks = Set(axis.ticks.map { Int($0) } + [first]).sorted().filter { first...last ~= $0 }
    return ticks.map { round in
      let place = (Double(round - first) + 0.5) / Double(last - first + 1)
      return Pen.text(Figures.grouped(round), x: Self.left + place * width, y: base + 16, .middle)
    } + [Pen.text("round", x: Self.left - 6, y: base + 16, .end)]
  }

  /// The same in words: of each client, when it served.
  var table: Table {
    var table = Table("Rounds by client", ["client", "rounds served#", "in rounds", "late in", "trained by another in"], isFolded: true)
    var service = clients.map { _ in (served: [Int](), late: [Int](), elsewhere: [Int]()) }
    for round in rounds {
      for outcome in round.clients where outcome.client < service.count {
        service[outcome.client].served.append(round.round)
      }
      for decision in round.decisions where decision.client < service.count {
        if decision.kind == .dropped {
          service[decision.client].late.append(round.round)
        } else {
          service[decision.client].elsewhere.append(round.round)
        }
      }
    }
    table.fill(with: Array(zip(clients, service)), "client") { client, service in
      [
        Table.Cell(client.name), "\(service.served.count)", Table.Cell(Spans.text(service.served)),
        Table.Cell(Spans.text(service.late)), Table.Cell(Spans.text(service.elsewhere)),
      ]
    }
    return table
  }
}
