import Foundation
import Testing

/// Files that commands write.
struct WrittenFileTests {
  @Test func `a device and a pipe are written as they come, a link stays one, and a mode is kept`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    #expect(try muster.run("report", "1", "--format", "md", "-o", "/dev/null") == Finished(0))
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
    try folder.write("", to: "real.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("real.md"))
    try FileManager.default.createSymbolicLink(atPath: folder("link.md"), withDestinationPath: "real.md")
    #expect(try muster.run("report", "1", "-o", "link.md") == Finished(0))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("link.md")) == "real.md")
    #expect(try String(contentsOfFile: folder("real.md"), encoding: .utf8).hasPrefix("# points"))
    #expect(
      try FileManager.default.attributesOfItem(atPath: folder("real.md"))[.posixPermissions] as? Int == 0o600)
    #expect(folder.files == ["job.yaml", "link.md", "muster.sqlite", "points.csv", "real.md"])
  }

  @Test func `a limit on files is told, and leaves no draft`() throws {
    let folder = try Folder.with()
    var muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    muster.before = "ulimit -f 8"
    #expect(
      try muster.run("report", "1", "-o", "report.html")
        == Finished(
          73,
          errors: """
            error: report.html cannot be written: File too large
              help: name another file

            """))
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])
  }
}
