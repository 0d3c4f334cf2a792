import Testing

@testable import Batches

struct TrainingTimeTests {
  @Test func `lanes spend one budget together, while they run`() {
    let time = TrainingTime(budget: 10)
    time.begin(at: 100)
    #expect(!time.isUsedUp(at: 109.5))
    time.begin(at: 104)
    #expect(!time.isUsedUp(at: 106.5), "6.5 and 2.5 seconds")
    #expect(time.isUsedUp(at: 107))
    time.end(at: 105)
    #expect(!time.isUsedUp(at: 108.5), "5 and 4.5 seconds")
    #expect(time.isUsedUp(at: 109))
    time.end(at: 106)
    #expect(!time.isUsedUp(at: 1000), "7 seconds, and nothing runs")
  }

  @Test func `an attempt that came to nothing costs nothing`() {
    let time = TrainingTime(budget: 10)
    time.begin(at: 100)
    #expect(time.isUsedUp(at: 110))
    time.end(at: 100)
    time.begin(at: 120)
    #expect(!time.isUsedUp(at: 129.5))
    #expect(time.isUsedUp(at: 130))
  }
}
