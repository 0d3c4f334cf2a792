package import Determinism

/// What the record holds of some runs, told to people or to programs. The same record gives the same bytes.
package struct Report: Sendable {
  package let runs: [RunFacts]
  /// What a command needs to find the record: " --record FILE"; empty where it needs nothing.
  package let recordOption: String

  /// - Parameter runs: at least one; several are compared.
  package init(runs: [RunFacts], recordOption: String) {
    self.runs = runs
    self.recordOption = recordOption
  }

  /// One page that needs no other file, no network and no script.
  package var html: String { Page(document: document).text }

  package var markdown: String { Markdown(document: document).text }

  /// A line a run and round.
  package var csv: String { CSV(runs: runs).text }

  /// Everything. Keys are added, never changed.
  package var json: JSON { .object([("runs", .array(runs.map(\.json)))]) }

  private var document: Document { Document(runs, recordOption: recordOption) }
}
