import Datasets
import Determinism
import JobSpec
import Planning
import Record

/// What a run was made from, and how anybody can make it again.
struct ProvenanceSection {
  let facts: RunFacts
  /// What a command needs to find the record; empty where it lies in the current folder under its usual name.
  let recordOption: String

  var inputs: [Block] {
    [.entries(identity)] + (facts.data.isEmpty ? [] : [.table(files)]) + settings + [.table(fields)]
  }

  private var identity: [Fact] {
    let run = facts.run
    return [
      Fact("run key", run.key.hex), Fact("record digest", run.digest?.hex ?? "none: the run has not ended"),
      Fact("seed", "\(run.seed)"), Fact("arithmetic", "version \(run.arithmetic)"),
    ] + (facts.git.map(Self.commit) ?? [Fact("commit", "none: the job was in no repository")])
  }

  private static func commit(_ git: GitState) -> [Fact] {
    let branch = git.branch.map { " on \($0)" } ?? ""
    return [Fact("commit", git.commit + branch)]
      + (git.diffDigest.map { [Fact("uncommitted changes", "a difference with digest \($0.hex)")] } ?? [])
  }

  private var files: Table {
    var table = Table("Data files", ["file", "SHA-256"])
    table.fill(with: facts.data, "file") { [.code($0.path), .code($0.digest.hex)] }
    return table
  }

  private var settings: [Block] {
    guard !facts.settings.isEmpty else { return [] }
    var table = Table("Set for this run, in place of the job's own values", ["field", "value"])
    table.fill(with: facts.settings, "setting") { [.code($0.path), .code($0.text)] }
    return [.table(table)]
  }

  private var fields: Table {
    var table = Table("Every field of the job", ["field", "value"], isFolded: true)
    table.fill(with: facts.fields, "field", limit: 400) { [.code($0.path), Table.Cell($0.value)] }
    return table
  }

  var reproduction: [Block] {
    [
      .paragraph("With the record of this run and its data where it was, these train it again and compare every bit:"),
      .commands(commands),
    ] + again
  }

  private var commands: [String] {
    let run = facts.run.id
    let checkout = facts.git.map { ["git checkout \($0.commit)"] } ?? []
    return checkout + ["muster verify \(run)\(recordOption)", "muster reproduce \(run)\(recordOption)"]
  }

  private var again: [Block] {
    guard !facts.reproductions.isEmpty else { return [.paragraph("It has not been run again yet.")] }
    var table = Table("Run again", ["when", "where", "muster", "result"])
    table.fill(with: facts.reproductions, "time") { again in
      [
        Table.Cell(again.at.minute), Table.Cell(again.host), Table.Cell(again.version),
        Table.Cell(again.verdict.words + (again.firstDifference.map { ": \($0)" } ?? "")),
      ]
    }
    return [.table(table)]
  }
}

extension Reproduction.Verdict {
  fileprivate var words: String {
    switch self {
    case .same: "the same, bit for bit"
    case .different: "different"
    case .incomparable: "not to be compared, other numerics"
    }
  }
}
