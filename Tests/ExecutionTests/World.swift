import Execution

/// Time and what will happen, in a world that no real clock drives.
final class World: RunClock {
  private(set) var now = 0.0
  private var queue: [Moment] = []
  private var sequence = 0

  struct Moment {
    let time: Double
    fileprivate let sequence: Int
    let worker: Int
    let happening: Happening

    fileprivate func precedes(_ other: Moment) -> Bool { (time, sequence) < (other.time, other.sequence) }
  }

  enum Happening {
    case arrives([UInt8])
    case ends(reason: String)
    case isUnreachable(reason: String)
    case isBarred(reason: String)
  }

  func seconds() -> Double { now }

  func schedule(_ happening: Happening, of worker: Int, at time: Double) {
    sequence += 1
    insert(Moment(time: time, sequence: sequence, worker: worker, happening: happening))
  }

  /// The next thing that happens until then, except to these; time moves on to it, or to the end.
  func next(until end: Double, except: Set<Int>) -> Moment? {
    var skipped: [Moment] = []
    defer { skipped.forEach(insert) }
    while let first = queue.first, first.time <= end {
      removeFirst()
      if except.contains(first.worker) {
        skipped.append(first)
        continue
      }
      now = max(now, first.time)
      return first
    }
    now = max(now, end)
    return nil
  }

  private func insert(_ moment: Moment) {
    queue.append(moment)
    var place = queue.count - 1
    while place > 0, queue[place].precedes(queue[(place - 1) / 2]) {
      queue.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private func removeFirst() {
    queue.swapAt(0, queue.count - 1)
    queue.removeLast()
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < queue.count {
        if queue[child].precedes(queue[least]) { least = child }
      }
      if least == place { return }
      queue.swapAt(place, least)
      place = least
    }
  }
}
