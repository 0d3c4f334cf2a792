import Glibc

/// The seam to time. Only observations and deadlines may depend on it.
package protocol RunClock {
  /// Seconds since some fixed moment; never runs backwards.
  func seconds() -> Double
}

/// The machine's monotonic clock.
package struct MonotonicClock: RunClock {
  package init() {}

  package func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
