import Federation
import Testing

struct CohortTests {
  /// Drawn by an independent Philox4x32-10, Lemire and Fisher–Yates in Python.
  @Test func `draws the same cohorts as another implementation`() {
    let small = CohortRule(size: 4, clients: 10, seed: 42)
    #expect(
      (1...5).map(small.cohort(round:)) == [
        [2, 6, 7, 9], [2, 4, 7, 8], [1, 2, 3, 9], [1, 2, 3, 4], [1, 2, 3, 5],
      ])
    let large = CohortRule(size: 10, clients: 1000, seed: 7)
    #expect(large.cohort(round: 1) == [51, 57, 72, 93, 210, 240, 299, 381, 454, 921])
    #expect(large.cohort(round: 2) == [3, 134, 158, 302, 421, 464, 602, 726, 753, 809])
  }

  @Test func `takes everybody when the cohort is all clients`() {
    #expect(CohortRule(size: 5, clients: 5, seed: 1).cohort(round: 9) == [0, 1, 2, 3, 4])
    #expect(CohortRule(size: 1, clients: 1, seed: 1).cohort(round: 9) == [0])
  }

  @Test func `has distinct clients in client order`() {
    for clients in 1...12 {
      for size in 1...clients {
        let cohort = CohortRule(size: size, clients: clients, seed: 3).cohort(round: size)
        #expect(cohort.count == size && cohort == Set(cohort).sorted())
        #expect(cohort.allSatisfy((0..<clients).contains))
      }
    }
  }

  /// The seed is fixed, so this never fails by chance: the bounds are the 99.9 % points of chi-square.
  @Test func `takes every client and every pair equally often`() {
    let (size, clients, rounds) = (6, 20, 4000)
    let rule = CohortRule(size: size, clients: clients, seed: 42)
    var single = Array(repeating: 0.0, count: clients)
    var pair = Array(repeating: 0.0, count: clients * clients)
    for round in 1...rounds {
      let cohort = rule.cohort(round: round)
      for a in cohort {
        single[a] += 1
        for b in cohort where b > a { pair[a * clients + b] += 1 }
      }
    }
    let share = Double(size) / Double(clients)
    let expected = Double(rounds) * share
    // Drawing without replacement narrows the counts by 1 − share, and their sum is fixed.
    let spread = single.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(spread / (1 - share) * Double(clients - 1) / Double(clients) < 43.82)
    let together = expected * Double(size - 1) / Double(clients - 1)
    let pairs = (0..<clients).flatMap { a in (0..<clients).filter { $0 > a }.map { pair[a * clients + $0] } }
    #expect(pairs.count == 190)
    #expect(pairs.allSatisfy { ($0 - together).magnitude < 4 * together.squareRoot() })
  }

  /// m = max(C·K, 1), McMahan et al. 2017, algorithm 1.
  @Test(arguments: [
    (0.1, 1, 100, 10), (0, 1, 100, 1), (1, 1, 100, 100), (0.67, 3, 6, 4), (0.25, 1, 10, 3), (0.24, 1, 10, 2),
    (0.1, 5, 10, 5), (0.1, 50, 10, 10), (0.001, 1, 1, 1),
  ]) func `has a size between one and all clients`(fraction: Double, atLeast: Int, clients: Int, size: Int) {
    #expect(CohortRule.size(fraction: fraction, atLeast: atLeast, clients: clients) == size)
  }
}
