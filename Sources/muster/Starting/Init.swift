import ArgumentParser
import Datasets
import Glibc

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a job to start from, which runs as it is.",
    discussion: """
      TEMPLATES: \(Template.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; ")). \
      Writes the job, made-up rows, its network and the JSON Schema that editors check it by. Nothing that is there is \
      written over.
      """)

  @Argument(
    help: ArgumentHelp(
      "An industry: \(Template.all.map(\.name).joined(separator: ", ")).", valueName: "template"),
    completion: .list(Template.all.map(\.name)))
  var name: String

  @Argument(help: "The folder to write to; it is made if need be.", completion: .directory)
  var folder = "."

  @Flag(help: "Print nothing.") var quiet = false

  func validate() throws {
    if folder.isEmpty { throw ValidationError("the folder's name is empty; `.` is this folder") }
  }

  func run() throws {
    guard let template = Template.all.first(where: { $0.name == name }) else {
      throw Failure(.usage, "there is no template `\(name)`", help: "there are \(Self.names)")
    }
    let files = template.files.map { (path: path(of: $0), text: $0.text) }
    let wanted = try files.filter { try !isThere($0.path, as: $0.text) }
    for file in wanted {
      try makeFolder(folderOf(file.path))
      try writeFile(file.text.utf8, to: file.path)
    }
    if quiet { return }
    for file in wanted { Standard.output("wrote \(file.path)") }
    Standard.output(nextSteps(path(of: template.files[0])))
  }

  private static var names: String { Template.all.map(\.name).joined(separator: ", ") }

  private func path(of file: Template.File) -> String {
    folder == "." ? file.path : "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\(file.path)"
  }

  /// - Throws: `cannotWrite` when something else is there: the user's work.
  private func isThere(_ path: String, as text: String) throws -> Bool {
    guard access(path, F_OK) == 0 else { return false }
    if let bytes = try? readFile(path), bytes == Array(text.utf8) { return true }
    throw Failure(
      .cannotWrite, "\(path) is there already, and is another file; nothing was written",
      help: "name another folder: `\(Invocation.name) init \(name) FOLDER`")
  }

  private func nextSteps(_ job: String) -> String {
    var table = TextTable(.left, .left)
    let file = Invocation.quoted(job.hasPrefix("-") ? "./" + job : job)
    let name = Invocation.quoted(Invocation.name)
    table.add("\(name) validate \(file)", "what is wrong with it: nothing, so far")
    table.add("\(name) plan \(file)", "what it would do")
    table.add("\(name) run \(file)", "do it")
    return "\nNext:\n" + table.text(indent: 2)
  }
}

private func makeFolder(_ path: String) throws {
  if access(path, F_OK) == 0 { return }
  try makeFolder(folderOf(path))
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw Failure(.cannotWrite, "\(path): \(String(cString: strerror(errno)))")
  }
}
