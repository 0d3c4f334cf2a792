/// Cohorts that were drawn beforehand: the clients of every round.
package struct CohortSchedule: Sendable, Equatable {
  /// Why an array is no schedule. Rounds are counted from 1.
  package enum Mistake: Error, Equatable {
    case tooFewRounds(Int)
    case unknownClient(Int, round: Int)
    case repeatedClient(Int, round: Int)
  }

  /// How many clients take part in a round.
  package let size: Int
  /// [rounds × size], each round's clients ascending.
  private let clients: [Int]

  /// - Parameters:
  ///   - array: [rounds or more × size], the clients of a round in any order.
  ///   - size: how many numbers of the array are of one round; at least 1.
  ///   - known: how many clients there are.
  package init(_ array: [Int], size: Int, rounds: Int, clients known: Int) throws(Mistake) {
    precondition(size >= 1, "a cohort has a client")
    guard array.count / size >= rounds else { throw .tooFewRounds(array.count / size) }
    var clients: [Int] = []
    clients.reserveCapacity(rounds * size)
    for round in 1...rounds {
      let cohort = array[(round - 1) * size..<round * size].sorted()
      if let stranger = cohort.first(where: { $0 < 0 || $0 >= known }) {
        throw .unknownClient(stranger, round: round)
      }
      if let twice = zip(cohort, cohort.dropFirst()).first(where: { $0 == $1 }) {
        throw .repeatedClient(twice.0, round: round)
      }
      clients += cohort
    }
    self.size = size
    self.clients = clients
  }

  func cohort(round: Int) -> [Int] { Array(clients[(round - 1) * size..<round * size]) }
}
