import Testing

@testable import Record

struct KeepRulesTests {
  /// A run that ended so many days ago; nil of one that may go on.
  private func run(_ number: Int, _ name: String, daysAgo: Int?, succeeded: Bool = true) -> PruneCandidate {
    PruneCandidate(
      kind: .run, number: number, name: name, ended: daysAgo.map(time), succeeded: succeeded, size: 100)
  }

  private func time(daysAgo: Int) -> Timestamp {
    Timestamp(milliseconds: 1_795_364_465_000 - Int64(daysAgo) * 86_400_000)
  }

  private func kept(_ rules: KeepRules, _ candidates: [PruneCandidate]) -> [String?] {
    rules.verdicts(on: candidates).map(\.kept)
  }

  @Test func `the newest of each name are kept, counted among those that ended`() {
    let batch = PruneCandidate(
      kind: .batch, number: 1, name: "a", ended: time(daysAgo: 9), succeeded: true, size: 4)
    let candidates = [
      run(1, "a", daysAgo: 9), run(2, "b", daysAgo: 8), run(3, "a", daysAgo: 7), run(4, "a", daysAgo: nil),
      run(5, "a", daysAgo: 5), batch,
    ]
    #expect(
      kept(KeepRules(last: 2), candidates) == [
        nil, "one of the newest 2", "one of the newest 2", "it may go on", "one of the newest 2",
        "one of the newest 2",
      ])
    #expect(
      kept(KeepRules(last: 1), candidates) == [nil, "the newest", nil, "it may go on", "the newest", "the newest"])
    #expect(kept(KeepRules(last: 0), candidates) == [nil, nil, nil, "it may go on", nil, nil])
  }

  @Test func `what one rule speaks for is kept`() {
    let candidates = [
      run(1, "a", daysAgo: 9), run(2, "a", daysAgo: 8, succeeded: false), run(3, "a", daysAgo: 2, succeeded: false),
      run(4, "b", daysAgo: 1),
    ]
    let since = time(daysAgo: 2)
    #expect(
      kept(KeepRules(since: since), candidates) == [nil, nil, "ended since \(since)", "ended since \(since)"])
    #expect(kept(KeepRules(successful: true), candidates) == ["it succeeded", nil, nil, "it succeeded"])
    #expect(
      kept(KeepRules(last: 1, since: since, successful: true), candidates) == [
        "it succeeded", nil, "the newest", "the newest",
      ])
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `whatever the runs, no rule keeps fewer, and none that may go on is lost`(seed: UInt64) {
    var random = Draws(seed)
    let candidates = (1...30).map { number in
      run(
        number, ["a", "b", "c"][random.below(3)], daysAgo: random.below(6) == 0 ? nil : 40 - number,
        succeeded: random.below(2) == 0)
    }
    let last = random.below(5)
    let few = KeepRules(last: last)
    let more = KeepRules(last: last, since: time(daysAgo: random.below(40)), successful: random.below(2) == 0)
    let (kept, alsoKept) = (few.verdicts(on: candidates), more.verdicts(on: candidates))
    #expect(kept.map(\.candidate) == candidates && alsoKept.map(\.candidate) == candidates)
    for (a, b) in zip(kept, alsoKept) {
      #expect(a.candidate.ended != nil || a.kept != nil, "seed \(seed)")
      #expect(a.kept == nil || b.kept != nil, "seed \(seed)")
    }
    for name in ["a", "b", "c"] {
      let ended = kept.filter { $0.candidate.name == name && $0.candidate.ended != nil }
      #expect(ended.suffix(last).allSatisfy { $0.kept != nil }, "seed \(seed)")
      #expect(ended.dropLast(last).allSatisfy { $0.kept == nil }, "seed \(seed)")
    }
  }
}

/// Steele, Lea and Flood's SplitMix64: what a test draws can be drawn again from its seed.
private struct Draws {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}
