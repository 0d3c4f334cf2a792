import ArgumentParser
import JobSpec

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a field of the job language means.",
    discussion: "Without a field, lists the sections. Example: muster explain model.mlp.hidden")

  @Argument(help: "A field, dotted, as in model.mlp.hidden.")
  var field = ""

  func run() throws {
    do {
      Standard.output(try JobSpec.explain(field))
    } catch {
      throw Failure(.usage, error.message, help: "`muster explain` lists the sections")
    }
  }
}
