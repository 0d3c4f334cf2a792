import Glibc
import Testing

@testable import Launching

@Suite(.timeLimit(.minutes(1)))
struct LocalPoolTests {
  @Test func `fifty megabytes go both ways`() throws {
    var launcher = localPool("/bin/cat")
    try launcher.start(worker: 1)
    let pattern = (0..<99_991).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    var bytes: [UInt8] = []
    for _ in 0..<501 { bytes += pattern }
    launcher.send(bytes, to: 1)
    var received: [UInt8] = []
    while received.count < bytes.count {
      for case .received(1, let more) in launcher.wait(milliseconds: nil) { received += more }
    }
    launcher.stopAll()
    #expect(received.count == bytes.count)
    #expect(memcmp(received, bytes, bytes.count) == 0)
  }

  @Test func `bytes and floats arrive in the order in which they were sent`() throws {
    var launcher = localPool("/bin/cat")
    try launcher.start(worker: 1)
    var expected: [UInt8] = []
    for count in [0, 1, 20_000, 16_383, 16_384, 3, 700_000, 5] {
      let floats = (0..<count).map { Float($0) }
      let bytes = [UInt8](repeating: UInt8(count % 251), count: count % 97)
      launcher.send(bytes, floats: floats, to: 1)
      expected += bytes + floats.withUnsafeBytes { [UInt8]($0) }
    }
    var received: [UInt8] = []
    while received.count < expected.count {
      for case .received(1, let more) in launcher.wait(milliseconds: nil) { received += more }
    }
    launcher.stopAll()
    #expect(received == expected)
  }

  @Test func `what is sent leaves at a flush, or when the worker is stopped`() throws {
    let folder = temporaryFolder()
    defer { removeFolder(folder) }
    let path = "\(folder)/heard"
    var launcher = shell("head -c 3 > \(path); cat >> \(path)", grace: 30_000)
    try launcher.start(worker: 1)
    launcher.send(Array("one".utf8), to: 1)
    launcher.flush()
    launcher.send(Array("two".utf8), to: 1)
    launcher.stopAll()
    let heard = try #require(fopen(path, "r"))
    defer { fclose(heard) }
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(String(decoding: bytes[..<fread(&bytes, 1, 16, heard)], as: UTF8.self) == "onetwo")
  }

  @Test func `one message goes to many workers`() throws {
    var launcher = localPool("/bin/cat")
    let bytes = [UInt8](repeating: 7, count: 3_000_000)
    for worker in 1...5 {
      try launcher.start(worker: worker)
      launcher.send(bytes, to: worker)
    }
    var counts = [Int](repeating: 0, count: 6)
    while counts[1...5].contains(where: { $0 < bytes.count }) {
      for case .received(let worker, let more) in launcher.wait(milliseconds: nil) {
        counts[worker] += more.count
      }
    }
    #expect(counts == [0] + Array(repeating: 3_000_000, count: 5))
    launcher.stopAll()
  }

  @Test func `a worker that does not read blocks nobody`() throws {
    var launcher = shell("exec sleep 1000")
    try launcher.start(worker: 1)
    launcher.send([UInt8](repeating: 1, count: 10_000_000), to: 1)
    #expect(launcher.wait(milliseconds: 10) == [])
    launcher.stopAll()
  }

  @Test(arguments: [
    ("exit 0", "exit 0"), ("exit 7", "exit 7"), ("kill -9 $$", "killed by signal 9"),
    ("echo first >&2; echo 'no BLAS here' >&2; exit 3", "exit 3: no BLAS here"),
    ("echo out of luck >&2; kill -6 $$", "killed by signal 6: out of luck"),
    ("yes noise | head -c 3000000 >&2; printf 'the end\\n\\n' >&2; exit 1", "exit 1: the end"),
    ("printf 'a\\033[1mb' >&2; exit 1", "exit 1: a[1mb"),
    ("exec /nonexistent/muster-worker 2>/dev/null", "exit 127"),
  ])
  func `the reason tells how a worker ended`(script: String, reason: String) throws {
    var launcher = shell(script)
    try launcher.start(worker: 1)
    let story = story(of: &launcher)
    #expect(story.reason == reason)
    #expect(story.output == [])
    #expect(launcher.wait(milliseconds: nil) == [])
  }

  @Test func `last words come before the end`() throws {
    var launcher = shell("printf goodbye; exit 4")
    try launcher.start(worker: 1)
    #expect(story(of: &launcher) == (Array("goodbye".utf8), "exit 4"))
  }

  @Test func `bytes to a dead worker are dropped`() throws {
    var launcher = shell("exec <&-; read line < /dev/null; kill -9 $$")
    try launcher.start(worker: 1)
    launcher.send([UInt8](repeating: 0, count: 5_000_000), to: 1)
    #expect(story(of: &launcher).reason == "killed by signal 9")
    launcher.send([1, 2, 3], to: 1)
    launcher.send([1, 2, 3], to: 99)
    launcher.stop(worker: 1)
    #expect(launcher.wait(milliseconds: nil) == [])
  }

  @Test func `a worker that closes its output is killed`() throws {
    var launcher = shell("exec >&-; echo 'lost my voice' >&2; exec sleep 1000")
    try launcher.start(worker: 1)
    #expect(story(of: &launcher).reason == "closed its output and was killed: lost my voice")
  }

  @Test func `an heir that holds the output does not hide the end`() throws {
    var launcher = shell("sleep 1000 & echo $!; exit 5")
    try launcher.start(worker: 1)
    let story = story(of: &launcher)
    #expect(story.reason == "exit 5")
    let heir = try #require(Int(String(decoding: story.output, as: UTF8.self).dropLast()))
    waitForEnd(of: heir)
  }

  @Test func `a stopped worker that ignores the end of its input is killed with all it started`() throws {
    var launcher = shell("trap '' TERM HUP INT; sleep 1000 & echo $$ $!; while :; do sleep 1000; done")
    try launcher.start(worker: 1)
    let pids = firstWords(of: &launcher).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    #expect(pids.count == 2)
    launcher.stopAll()
    #expect(kill(pid_t(pids[0]), 0) == -1, "reaped")
    pids.forEach(waitForEnd)
  }

  @Test func `a stopped worker may end by itself`() throws {
    let folder = temporaryFolder()
    defer { removeFolder(folder) }
    let path = "\(folder)/ended"
    var launcher = shell("echo ready; cat; echo done > \(path)", grace: 30_000)
    try launcher.start(worker: 1)
    #expect(firstWords(of: &launcher) == "ready\n")
    launcher.stopAll()
    #expect(access(path, F_OK) == 0)
  }

  @Test func `stopping one worker leaves the others`() throws {
    var launcher = localPool("/bin/cat")
    for worker in 1...3 { try launcher.start(worker: worker) }
    launcher.stop(worker: 2)
    launcher.send([1], to: 2)
    launcher.send([3], to: 3)
    #expect(launcher.wait(milliseconds: nil) == [.received(worker: 3, [3])])
    launcher.stopAll()
    #expect(launcher.wait(milliseconds: nil) == [])
  }

  @Test func `a wait ends when its time is up`() throws {
    var launcher = localPool("/bin/cat")
    #expect(launcher.wait(milliseconds: 1) == [])
    try launcher.start(worker: 1)
    #expect(launcher.wait(milliseconds: 0) == [])
    #expect(launcher.wait(milliseconds: 5) == [])
    launcher.stopAll()
  }

  @Test func `a program that is not there is named`() {
    var launcher = localPool("/nonexistent/muster-worker")
    #expect(throws: LaunchError("/nonexistent/muster-worker cannot be started: No such file or directory")) {
      try launcher.start(worker: 1)
    }
    #expect(launcher.wait(milliseconds: nil) == [])
  }
}
