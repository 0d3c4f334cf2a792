import ArgumentParser
import Record

struct RunArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A run's number, as muster list shows it.", valueName: "run"),
    completion: .runs)
  var number: Int
}

extension CompletionKind {
  /// The numbers of the runs in the record that the command line names; none where it cannot be read.
  static var runs: CompletionKind {
    .custom { words, _, _ in
      let given = words.lastIndex(of: "--record").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
      guard let record = try? Record.ifUpToDate(path: RecordOption.path(given: given)) else { return [] }
      let runs = (try? record.runs()) ?? []
      try? record.close()
      return runs.map { String($0.id) }
    }
  }
}
