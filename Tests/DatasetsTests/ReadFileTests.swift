import Datasets
import Glibc
import Testing

struct ReadFileTests {
  private func refusal(_ path: String) -> String {
    do {
      _ = try readFile(path)
      return "no error"
    } catch {
      return error.description + "\nhelp: " + (error.help ?? "")
    }
  }

  @Test func `reads all of a file`() throws {
    var template = Array("/tmp/muster-datasets-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
    #expect(write(file, bytes, bytes.count) == bytes.count)
    close(file)
    #expect(try readFile(path) == bytes)
  }

  @Test func `says why a file cannot be read`() {
    let help = "\nhelp: check the path and its permissions"
    #expect(refusal("/nowhere/at all") == "/nowhere/at all: cannot be read: No such file or directory" + help)
    #expect(refusal("/") == "/: cannot be read: not a regular file" + help)
    #expect(refusal("/dev/zero") == "/dev/zero: cannot be read: not a regular file" + help)
  }
}
