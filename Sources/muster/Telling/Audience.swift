import Batches

/// Those who listen to a batch. Each is told once that it ended, whatever ended it.
final class Audience: BatchObserver {
  private var listeners: [any BatchObserver]
  private var hasEnded = false

  /// - Parameter listeners: told in this order.
  init(_ listeners: [any BatchObserver]) {
    self.listeners = listeners
  }

  /// - Parameter listener: told after those who came before.
  func join(_ listener: any BatchObserver) { listeners.append(listener) }

  /// A batch that is passed over is nobody's business.
  func leave() { listeners = [] }

  func observe(_ event: BatchEvent) throws {
    if case .ended = event { hasEnded = true }
    for listener in listeners { try listener.observe(event) }
  }

  /// The batch was refused, or could not go on. What its end keeps a listener from doing matters less.
  func end(_ error: any Error, of name: String, seconds: Double) {
    guard !hasEnded, let failure = Failure(error) else { return }
    try? observe(
      .ended(BatchReport(name: name, jobs: [], seconds: seconds, status: failure.status.rawValue)))
  }
}
