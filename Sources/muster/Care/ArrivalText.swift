import Determinism
import Record
import Reporting

/// What became of the runs of another record.
struct ArrivalText {
  let source: String
  let arrivals: [Arrival]

  func text(_ format: OutputFormat) -> String {
    switch format {
    case .json: json.text()
    case .text: table
    }
  }

  private var table: String {
    if arrivals.isEmpty { return "\(source) holds no run that has ended" }
    var table = TextTable(
      ("there", .right), ("here", .right), ("job", .left), ("", .left), ("record digest", .left))
    for arrival in arrivals {
      table.add(
        "\(arrival.from)", "\(arrival.number)", arrival.job, arrival.fate.words, arrival.digest.short)
    }
    return table.text()
  }

  /// For programs. Keys are added, never changed.
  private var json: JSON {
    .array(
      arrivals.map { arrival in
        .object([
          ("from", .int(arrival.from)), ("run", .int(arrival.number)), ("job", .string(arrival.job)),
          ("record_digest", .string(arrival.digest.hex)), ("fate", .string(arrival.fate.word)),
        ])
      })
  }

  /// nil unless a run that is here has another digest there.
  var different: Failure? {
    guard let first = arrivals.first(where: { $0.fate.word == "different" }) else { return nil }
    let count = arrivals.count { $0.fate.word == "different" }
    return Failure(
      .mismatch, "\(Figures.counted(count, "run")) of \(source) came out otherwise here",
      help: "`muster diff \(first.number) \(first.from) --with \(source)` tells how they differ")
  }
}

extension Arrival.Fate {
  fileprivate var word: String {
    switch self {
    case .imported: "imported"
    case .same: "same"
    case .different: "different"
    }
  }

  fileprivate var words: String {
    switch self {
    case .imported: "imported"
    case .same: "is here already, the same"
    case .different(let digest): digest.map { "is here with digest \($0.short)" } ?? "has not ended here"
    }
  }
}
