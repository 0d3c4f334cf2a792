import Foundation
import Testing

struct MistakeTests {
  private func expectRefusal(_ status: Int32, _ errors: String, of name: String, bytes: [UInt8]? = nil) throws
  {
    let folder = try Folder.with()
    if let bytes { try Data(bytes).write(to: URL(fileURLWithPath: folder(name))) }
    let before = folder.files
    #expect(try Muster(in: folder).run("run", name) == Finished(status, errors: errors))
    #expect(folder.files == before, "a refused job leaves nothing behind")
  }

  @Test func `a misspelt key is shown, with the nearest one`() throws {
    try expectRefusal(
      65,
      """
      typo.yaml:16:3: error: unknown key `roundz` in `federation`
         |
      16 |   roundz: 4
         |   ^^^^^^
         = help: did you mean `rounds`?

      1 error

      """, of: "typo.yaml", bytes: Array(Job().text.replacing("rounds:", with: "roundz:").utf8))
  }

  @Test func `a job that is not there`() throws {
    let folder = try Folder()
    let missing = try Muster(in: folder).run("run", "missing.yaml")
    #expect(missing.status == 65)
    #expect(
      missing.errors.hasPrefix("error: missing.yaml: cannot be read: No such file or directory\n  help: "))
  }

  @Test func `a folder in a job's place`() throws {
    let folder = try Folder()
    let refused = try Muster(in: folder).run("run", ".")
    #expect(refused.status == 65)
    #expect(refused.errors.hasPrefix("error: .: cannot be read: not a regular file\n  help: "))
  }

  @Test func `an empty file`() throws {
    try expectRefusal(
      65,
      """
      empty.yaml:1:1: error: the file is empty
        = help: a job starts with `schema: muster/v1`

      1 error

      """, of: "empty.yaml", bytes: [])
  }

  @Test func `bytes that are no text are named and cannot reach the terminal`() throws {
    let folder = try Folder()
    try Data([0x61, 0x3A, 0x20, 0x1B, 0x5B, 0x32, 0x4A, 0x00, 0xFF, 0xFE]).write(
      to: URL(fileURLWithPath: folder("junk.yaml")))
    let refused = try Muster(in: folder).run("run", "junk.yaml")
    #expect(refused.status == 65)
    #expect(refused.output == "")
    #expect(refused.errors.hasPrefix("junk.yaml:1:"))
    #expect(!refused.errors.unicodeScalars.contains { $0 != "\n" && $0.value < 0x20 }, "\(refused)")
  }

  @Test func `every mistake is told in one pass`() throws {
    let folder = try Folder()
    try folder.write(
      Job().text.replacing("epochs: 1", with: "epochs: 0").replacing("seed: 7", with: "seed: -7"),
      to: "job.yaml")
    let refused = try Muster(in: folder).run("validate", "job.yaml")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("job.yaml:4:7: error: "))
    #expect(refused.errors.contains("job.yaml:13:11: error: "))
    #expect(refused.errors.hasSuffix("\n2 errors\n"))
  }

  @Test func `missing data is named at the job's line`() throws {
    let folder = try Folder()
    try folder.write(Job().text, to: "job.yaml")
    let refused = try Muster(in: folder).run("run", "job.yaml")
    #expect(refused.status == 65)
    #expect(refused.errors.hasPrefix("job.yaml:7:"), "\(refused)")
    #expect(folder.files == ["job.yaml"])
  }

  @Test func `a run that the record has not`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    for command in ["show", "resume", "reproduce", "rewards", "verify"] {
      let refused = try muster.run(command, "9")
      #expect(refused.status == 64, "\(command)")
      #expect(refused.errors.hasPrefix("error: muster.sqlite: there is no run 9\n"), "\(command): \(refused)")
    }
  }

  @Test(arguments: ["list", "verify"]) func `no record yet`(command: String) throws {
    let folder = try Folder()
    let refused = try Muster(in: folder).run(command)
    #expect(refused.status == 64)
    #expect(refused.errors.hasPrefix("error: muster.sqlite: there is no record here\n"))
    #expect(folder.files == [])
  }

  @Test func `resume makes no record`() throws {
    let folder = try Folder()
    #expect(try Muster(in: folder).run("resume", "1").status == 64)
    #expect(folder.files == [])
  }

  @Test func `a record in a folder that is not there`() throws {
    let folder = try Folder.with()
    let refused = try Muster(in: folder).run("run", "job.yaml", "--record", "nowhere/muster.sqlite")
    #expect(refused.status == 73)
    #expect(
      refused.errors.hasPrefix(
        "error: nowhere/muster.sqlite: the record cannot be written: the folder nowhere does not exist\n"))
  }

  @Test(arguments: ["run job.yaml", "list", "verify"]) func `a file that is no record is left as it is`(
    command: String
  ) throws {
    let folder = try Folder.with()
    let words = command.words + ["--record", "points.csv"]
    let muster = Muster(in: folder)
    let refused =
      try words.count == 4
      ? muster.run(words[0], words[1], words[2], words[3]) : muster.run(words[0], words[1], words[2])
    #expect(
      refused
        == Finished(78, errors: "error: points.csv: this file is not a Muster record; it was left as it is\n")
    )
    #expect(try String(contentsOfFile: folder("points.csv"), encoding: .utf8) == Job.points)
    #expect(folder.files == ["job.yaml", "points.csv"])
  }

  @Test func `a wrong command line`() throws {
    let muster = Muster(in: try Folder())
    #expect(try muster.run("march").status == 64)
    #expect(try muster.run("run").status == 64)
    #expect(try muster.run("show", "one").status == 64)
    #expect(try muster.run("run", "job.yaml", "--workers", "0").status == 64)
    #expect(try muster.run("explain", "model.mpl").status == 64)
  }

  @Test func `muster without its worker program trains and records nothing`() throws {
    let folder = try Folder.with()
    try folder.makeFolder("alone")
    var copying = Muster(in: folder)
    // Not by this process: a command that another test starts meanwhile would hold the copy open, too busy to run.
    copying.program = "/bin/cp"
    try copying.run(Muster.programs + "/muster", "alone/muster")
    var alone = Muster(in: folder)
    alone.program = folder("alone/muster")
    #expect(
      try alone.run("run", "job.yaml")
        == Finished(
          69,
          errors: """
            error: no worker program at \(folder.path)/alone/muster-worker
              help: build it, or install it beside muster

            """))
    #expect(!folder.files.contains("muster.sqlite"), "there is nothing to go on with")
  }

  @Test(arguments: [".", "/dev/null"]) func `a folder or a device in the record's place`(path: String) throws
  {
    let folder = try Folder.with()
    let refused = try Muster(in: folder).run("run", "job.yaml", "--record", path)
    #expect([73, 78].contains(refused.status), "\(refused)")
    #expect(folder.files == ["job.yaml", "points.csv"])
    #expect(try Muster(in: folder).run("list", "--record", path).status != 0)
  }
}
