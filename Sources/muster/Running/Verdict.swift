import Determinism
import Planning
import Record

/// What makes a job be trained or not: how it stands to what the record holds.
enum Verdict: Equatable {
  /// No run of this job is recorded.
  case new
  /// An earlier run of the job is recorded that differs in this.
  case changed(since: Int, Change)
  /// This very run is recorded, but not to its end.
  case interrupted(StoredRun)
  /// This very run is recorded to its end, and what is recorded is what was sealed.
  case recorded(StoredRun)
  /// This very run is recorded, but not as it was sealed.
  case damaged(StoredRun)

  struct Change: Equatable {
    var fields: [FieldDifference]
    /// The paths of the files whose contents are others.
    var files: [String]
    /// The arithmetic version of the run, if this muster's gives other bits.
    var arithmetic: Int?

    var count: Int { fields.count + files.count + (arithmetic == nil ? 0 : 1) }
  }

  enum Action: String { case run, resume, skip, refuse }

  var action: Action {
    switch self {
    case .new, .changed: .run
    case .interrupted: .resume
    case .recorded: .skip
    case .damaged: .refuse
    }
  }

  /// Whether running the job would do something.
  var hasChanges: Bool { action == .run || action == .resume }

  /// In one line.
  var reason: String {
    switch self {
    case .new: "no run of it is recorded"
    case .changed(let run, let change): "changed since run \(run): \(change.brief)"
    case .interrupted(let run):
      "run \(run.id) stopped after round \(run.roundsDone) of \(run.roundsPlanned)"
    case .recorded(let run): "run \(run.id) is this very run, and it \(run.status.words)"
    case .damaged(let run): "run \(run.id) is this very run, but what is recorded is not what was sealed"
    }
  }

  /// In full, for a plan.
  var text: String {
    switch self {
    case .new: return "This job has not run in this record yet."
    case .interrupted(let run), .recorded(let run):
      return "Run \(run.id) is this very run: \(run.status.rawValue)."
    case .damaged(let run):
      return "Run \(run.id) is this very run, but it is damaged: `muster verify \(run.id)` tells more."
    case .changed(let run, let change):
      return (["Changed since run \(run):"] + change.lines.map { "  " + $0 }).joined(separator: "\n")
    }
  }
}

extension Verdict.Change {
  private static let shown = 2

  var brief: String {
    lines.prefix(Self.shown).joined(separator: "; ")
      + (count > Self.shown ? "; and \(count - Self.shown) more" : "")
  }

  var lines: [String] {
    fields.map(\.text) + files.map { "the contents of \($0)" }
      + (arithmetic.map { ["the arithmetic of muster itself: version \($0) → \(arithmeticVersion)"] } ?? [])
  }
}

extension FieldDifference {
  var text: String {
    switch (before, after) {
    case (let before?, let after?): "\(path): \(before) → \(after)"
    case (nil, let after?): "\(path): \(after) (new)"
    case (let before?, nil): "\(path): was \(before)"
    case (nil, nil): path
    }
  }
}

extension Verdict {
  /// For programs. Keys are added, never changed.
  var json: JSON {
    let action: (key: String, value: JSON) = ("action", .string(action.rawValue))
    switch self {
    case .new: return .object([("state", .string("new")), action])
    case .interrupted(let run), .recorded(let run), .damaged(let run):
      let state = if case .damaged = self { "damaged" } else { "recorded" }
      return .object([
        ("state", .string(state)), ("run", .int(run.id)), ("status", .string(run.status.rawValue)), action,
      ])
    case .changed(let run, let change):
      return .object([
        ("state", .string("changed")), ("since", .int(run)),
        ("fields", .array(change.fields.map(\.json))), ("data", .bool(!change.files.isEmpty)),
        ("files", .array(change.files.map(JSON.string))), ("arithmetic", .bool(change.arithmetic != nil)),
        action,
      ])
    }
  }
}

extension FieldDifference {
  fileprivate var json: JSON {
    .object([
      ("path", .string(path)), ("before", before.map(JSON.string) ?? .null),
      ("after", after.map(JSON.string) ?? .null),
    ])
  }
}
