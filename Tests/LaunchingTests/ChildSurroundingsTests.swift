import Glibc
import Testing

@testable import Launching

/// What a worker finds when it starts.
@Suite(.timeLimit(.minutes(1)))
struct ChildSurroundingsTests {
  private func output(of script: String) throws -> [String] {
    var launcher = shell(script)
    try launcher.start(worker: 1)
    let story = story(of: &launcher)
    #expect(story.reason == "exit 0")
    return String(decoding: story.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func `it has three streams and no other descriptor`() throws {
    // ls itself opens the folder as 3.
    #expect(try output(of: "exec ls /proc/self/fd") == ["0", "1", "2", "3"])
  }

  @Test func `signals are neither blocked nor ignored`() throws {
    let masks = try output(of: "exec grep -E 'SigBlk|SigIgn' /proc/self/status").compactMap {
      UInt64($0.suffix(16), radix: 16)
    }
    // Signals 32 and 33 are glibc's own, and ignored in every process that posix_spawn starts.
    #expect(masks.map { $0 & 0x7fff_ffff } == [0, 0])
  }

  @Test func `it leads its own process group`() throws {
    let numbers = try output(of: "exec cut -d' ' -f1,5 /proc/self/stat")[0].split(separator: " ")
    #expect(numbers[0] == numbers[1])
    #expect(numbers[1] != "\(getpgrp())")
  }

  @Test func `arithmetic keeps to one thread and the environment is passed on`() throws {
    #expect(
      try output(of: "echo $OPENBLAS_NUM_THREADS $OMP_NUM_THREADS $MKL_NUM_THREADS $BLIS_NUM_THREADS") == [
        "1 1 1 1"
      ])
    let path = String(cString: getenv("PATH"))
    #expect(try output(of: "echo $PATH") == [path])
  }

  @Test func `a variable can be set`() throws {
    var launcher = localPool("/usr/bin/env", environment: [("MUSTER_TEST", "a=b c"), ("PATH", "/elsewhere")])
    try launcher.start(worker: 1)
    let lines = String(decoding: story(of: &launcher).output, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("MUSTER_TEST=") || $0.hasPrefix("PATH=") } == [
        "MUSTER_TEST=a=b c", "PATH=/elsewhere",
      ])
  }

  @Test func `many starts leave no descriptor and no child behind`() async {
    await #expect(processExitsWith: .success) {
      var launcher = localPool("/bin/cat", grace: 0)
      let before = openPipes()
      for worker in 1...50 {
        try launcher.start(worker: worker)
        launcher.send([1], to: worker)
        if worker.isMultiple(of: 3) { launcher.stop(worker: worker) }
        _ = launcher.wait(milliseconds: 0)
      }
      launcher.stopAll()
      let childless = waitpid(-1, nil, WNOHANG) == -1 && errno == ECHILD
      exit(!childless ? 3 : openPipes() == before ? 0 : 4)
    }
  }

  @Test func `streams are right though the coordinator has none`() async {
    await #expect(processExitsWith: .success) {
      for descriptor in 0...2 as ClosedRange<Int32> { close(descriptor) }
      var launcher = localPool(
        "/bin/sh", arguments: ["-c", "read line; echo got $line; echo oops >&2; exit 2"])
      try launcher.start(worker: 1)
      launcher.send(Array("it\n".utf8), to: 1)
      let (output, reason) = story(of: &launcher)
      exit(output == Array("got it\n".utf8) && reason == "exit 2: oops" ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
