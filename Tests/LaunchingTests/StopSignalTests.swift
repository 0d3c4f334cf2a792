import Glibc
import Testing

@testable import Launching

@Suite(.timeLimit(.minutes(1)))
struct StopSignalTests {
  @Test func `a signal is remembered and ends a wait, once`() async {
    await #expect(processExitsWith: .success) {
      StopSignal.install()
      var launcher = localPool("/bin/cat")
      try launcher.start(worker: 1)
      let before = StopSignal.received
      kill(getpid(), SIGINT)
      // Without the signal this would wait for ever.
      let events = launcher.wait(milliseconds: nil)
      let after = StopSignal.received
      launcher.send([1], to: 1)
      let echo = launcher.wait(milliseconds: nil)
      launcher.stopAll()
      let good = before == nil && events == [] && after == SIGINT && echo == [.received(worker: 1, [1])]
      exit(good ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func `a signal from elsewhere interrupts a wait`() async {
    await #expect(processExitsWith: .success) {
      StopSignal.install()
      // The parent of a worker is this process.
      var launcher = localPool("/bin/sh", arguments: ["-c", "kill -TERM $PPID; exec cat"])
      try launcher.start(worker: 1)
      while StopSignal.received == nil { _ = launcher.wait(milliseconds: nil) }
      launcher.stopAll()
      exit(StopSignal.received == SIGTERM ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func `the second signal ends the process`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      StopSignal.install()
      kill(getpid(), SIGTERM)
      while StopSignal.received == nil {}
      kill(getpid(), SIGTERM)
      while true { pause() }
    }
  }
}
