import Foundation
import Testing

/// Jobs to start from.
struct InitTests {
  @Test(arguments: ["healthcare", "finance", "manufacturing"])
  func `a template runs as it is, and reaches its goal`(name: String) throws {
    let folder = try Folder()
    let muster = Muster(in: folder)
    let told = try muster.run("init", name, "a b")
    #expect(told.status == 0 && told.errors == "")
    #expect(told.output.contains("wrote a b/\(name).yaml\nwrote a b/data/\(name).csv\nwrote a b/networks/"))
    #expect(told.output.contains(" run 'a b/\(name).yaml' "))
    #expect(try muster.run("validate", "a b/\(name).yaml", "--quiet") == Finished(0))
    #expect(try muster.run("run", "a b/\(name).yaml", "--quiet") == Finished(0))
    #expect(try muster.run("init", name, "a b", "--quiet") == Finished(0))
  }

  @Test func `nothing that is there is written over`() throws {
    let folder = try Folder()
    let muster = Muster(in: folder)
    try folder.write("mine\n", to: "finance.yaml")
    let told = try muster.run("init", "finance")
    #expect(told.status == 73)
    #expect(
      told.errors.masked(folder) == """
        error: finance.yaml is there already, and is another file; nothing was written
          help: name another folder: `MUSTER init finance FOLDER`

        """)
    #expect(folder.files == ["finance.yaml"])
    #expect(
      try muster.run("init", "farming")
        == Finished(
          64,
          errors: """
            error: there is no template `farming`
              help: there are healthcare, finance, manufacturing

            """))
  }
}
