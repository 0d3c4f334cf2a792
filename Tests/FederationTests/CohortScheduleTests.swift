import Federation
import Testing

struct CohortScheduleTests {
  @Test func `replays the clients of each round in client order`() throws {
    let rule = CohortRule.scheduled(try CohortSchedule([3, 1, 0, 2, 9, 9], size: 2, rounds: 2, clients: 4))
    #expect(rule.size == 2)
    #expect((1...2).map(rule.cohort(round:)) == [[1, 3], [0, 2]])
  }

  @Test func `refuses what no round can be`() {
    func mistake(_ array: [Int], rounds: Int = 2) -> CohortSchedule.Mistake? {
      do throws(CohortSchedule.Mistake) {
        _ = try CohortSchedule(array, size: 2, rounds: rounds, clients: 4)
        return nil
      } catch {
        return error
      }
    }
    #expect(mistake([0, 1, 2, 3]) == nil)
    #expect(mistake([0, 1]) == .tooFewRounds(1))
    #expect(mistake([]) == .tooFewRounds(0))
    #expect(mistake([0, 1, 4, 2]) == .unknownClient(4, round: 2))
    #expect(mistake([.max, .min, 4, 2]) == .unknownClient(.min, round: 1))
    #expect(mistake([0, 1, 2, 2]) == .repeatedClient(2, round: 2))
    #expect(mistake([0, 1, 2, 2], rounds: 1) == nil)
  }
}
