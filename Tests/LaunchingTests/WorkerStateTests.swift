import Glibc
import Testing

@testable import Launching

struct WorkerStateTests {
  @Test func `the error tail keeps the end`() {
    var tail = ErrorTail()
    #expect(tail.lines == [])
    tail.append(Array("one\ntwo".utf8))
    #expect(tail.lines == ["one", "two"])
    tail.append(Array(" three\r\n \n\n".utf8))
    #expect(tail.lines == ["one", "two three"])
    tail.append([UInt8](repeating: UInt8(ascii: "x"), count: 100_000))
    #expect(tail.lines == [String(repeating: "x", count: 200)])
    tail.append([10, 0xff, 0x41, 10])
    #expect(tail.lines.last == "\u{fffd}A")
  }

  @Test func `nothing in the error tail steers a terminal or turns the way it is read`() {
    var tail = ErrorTail()
    tail.append(Array("\u{1b}[2Jgone\tä\u{202e}txt.exe\u{2066}\u{2028}b\u{9b}c\n\u{200f}\u{7}\n".utf8))
    #expect(tail.lines == ["[2Jgoneätxt.exebc"])
  }

  /// The layout of a wait status is that of wait(2) on Linux: a signal in the low 7 bits, else a code in bits 8-15.
  @Test func `a wait status has words`() {
    #expect(ExitStatus(0).words == "exit 0")
    #expect(ExitStatus(0x0300).words == "exit 3")
    #expect(ExitStatus(0xff00).words == "exit 255")
    #expect(ExitStatus(9).words == "killed by signal 9")
    #expect(ExitStatus(11 | 0x80).words == "killed by signal 11")
  }

  @Test func `the worker program lies beside its coordinator`() throws {
    let folder = temporaryFolder()
    defer { removeFolder(folder) }
    let missing = LaunchError(
      "no worker program at \(folder)/muster-worker", help: "build it, or install it beside muster")
    #expect(throws: missing) { try workerExecutable(beside: folder + "/muster") }
    #expect(
      missing.description
        == "no worker program at \(folder)/muster-worker; build it, or install it beside muster")
    close(open(folder + "/muster-worker", O_CREAT | O_WRONLY, 0o755))
    #expect(try workerExecutable(beside: folder + "/muster") == folder + "/muster-worker")
  }

  @Test func `a program knows its own path`() throws {
    #expect(try ownExecutable().hasPrefix("/"))
    #expect(access(try ownExecutable(), X_OK) == 0)
  }
}
