import Foundation
import Testing

/// The completion scripts, in the shells themselves.
struct CompletionTests {
  private func completions(_ words: [String], in folder: Folder) throws -> [String] {
    let script = """
      source <("$1" completions bash) || exit 1
      shift
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
      _muster "$1" "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let program = Muster.programs + "/muster"
    var muster = Muster(in: folder)
    muster.program = "/bin/bash"
    let told = try muster.run(["-c", script, "bash", program, program] + words)
    #expect(told.status == 0 && told.errors == "", "\(told)")
    return told.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test func `bash completes commands, options, values, files and runs`() throws {
    let folder = try Folder.with()
    try folder.write("", to: "notes.txt")
    let muster = Muster(in: folder)
    #expect(try completions(["show", ""], in: folder) == [], "no record is there")
    #expect(folder.files == ["job.yaml", "notes.txt", "points.csv"])
    try muster.run("run", "job.yaml", "--quiet")
    try folder.write(Job(seed: 8).text, to: "job.yaml")
    try muster.run("run", "job.yaml", "--quiet")
    #expect(try completions(["re"], in: folder) == ["report", "reproduce", "resume", "rewards"])
    #expect(try completions(["run", "--lo"], in: folder) == ["--lock-wait", "--log"])
    #expect(try completions(["run", "--log", "j"], in: folder) == ["json"])
    #expect(try completions(["run", "j"], in: folder) == ["job.yaml"])
    #expect(try completions(["run", "n"], in: folder) == [])
    #expect(try completions(["show", ""], in: folder) == ["1", "2"])
    #expect(try completions(["verify", "2"], in: folder) == ["2"])
    #expect(try completions(["show", "--record", "other.sqlite", ""], in: folder) == [])
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `each shell takes its script`(shell: String) throws {
    guard Fixture.areThere(shell) else { return }
    let folder = try Folder()
    var muster = Muster(in: folder)
    let script = try muster.run("completions", shell)
    #expect(script.status == 0)
    try folder.write(script.output, to: "script")
    muster.program = "/usr/bin/env"
    #expect(try muster.run(shell, "-n", "script") == Finished(0))
  }
}
