import Determinism
import Planning
import Record

extension Document {
  /// - Parameter recordOption: what a command needs to find the record: " --record FILE", or nothing.
  init(_ runs: [RunFacts], recordOption: String) {
    if let only = runs.first, runs.count == 1 {
      self.init(only, recordOption: recordOption)
    } else {
      self.init(comparing: runs, recordOption: recordOption)
    }
  }

  /// One run, in full.
  private init(_ facts: RunFacts, recordOption: String) {
    let provenance = ProvenanceSection(facts: facts, recordOption: recordOption)
    let rewards = RewardSection(facts)
    self.init(
      title: facts.run.job, lead: facts.lead,
      sections: [
        Section("Result", OverviewSection(facts: facts).blocks),
        Section("Learning", CurvesSection(facts: facts).blocks),
        Section("Classes", ClassSection(facts: facts).blocks),
        Section("Clients", ClientSection(facts: facts).blocks + ClientSection(facts: facts).charts),
        Section("Rewards", rewards.map { $0.blocks + $0.charts } ?? []),
        Section("Ledger", rewards?.accounts ?? []),
        Section("What stands out", facts.remarks),
        Section("Where it ran", EnvironmentSection(facts: facts).blocks),
        Section("What it was made from", provenance.inputs),
        Section("How to reproduce it", provenance.reproduction),
      ].filter { !$0.blocks.isEmpty })
  }

  /// Several runs: first against each other, then each in short.
  private init(comparing runs: [RunFacts], recordOption: String) {
    let comparison = ComparisonSection(runs: runs)
    self.init(
      title: Figures.counted(runs.count, "run") + " compared",
      lead: runs.map { "\($0.label): \($0.run.status.rawValue)" },
      sections: [
        Section("Results", comparison.results), Section("What differs", comparison.differences),
        Section("Rewards", comparison.rewards),
      ].filter { !$0.blocks.isEmpty } + runs.map { Section("Run \($0.run.id): \($0.run.job)", $0.inShort(recordOption)) })
  }
}

extension RunFacts {
  /// Whose run it is, and what for.
  fileprivate var lead: [String] {
    let kind = ["industry", "task"].compactMap { fields.value(of: "use_case.\($0)") }
      .map { $0.replacing("_", with: " ") }
    let line = ["run \(run.id)"] + kind + [run.started.minute]
    return [fields.value(of: "use_case.summary"), line.joined(separator: " · ")].compactMap(\.self)
  }

  fileprivate var remarks: [Block] {
    oddities.isEmpty ? [.paragraph("Nothing did: every attempt ended well, and every client's work counts.")]
      : [.list(oddities.map(\.text))]
  }

  fileprivate func inShort(_ recordOption: String) -> [Block] {
    OverviewSection(facts: self).blocks + ClassSection(facts: self).blocks + (RewardSection(self)?.blocks ?? [])
      + (oddities.isEmpty ? [] : remarks)
      + [
        .entries([
          Fact("run key", run.key.hex), Fact("record digest", run.digest?.hex ?? "none: the run has not ended"),
        ]), .commands(["muster reproduce \(run.id)\(recordOption)"]),
      ]
  }
}
