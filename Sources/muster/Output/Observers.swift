import Planning

/// Several observers as one; each is told of an event before the next event comes, in this order.
final class Observers: RunObserver {
  private let all: [any RunObserver]

  init(_ all: [any RunObserver]) {
    self.all = all
  }

  func observe(_ event: RunEvent) throws {
    for observer in all { try observer.observe(event) }
  }
}
