import ArgumentParser
import JobSpec
import Reporting

struct WorkersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workers", abstract: "Bring the worker program to the hosts of a workers file.",
    subcommands: [Install.self])
}

struct Install: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy this installation's muster-worker to each SSH host of a file.",
    discussion: """
      It goes to ~/.cache/muster/DIGEST/muster-worker, where DIGEST is its SHA-256, so that several versions lie side by \
      side and none is changed under a run. Where it lies already nothing is copied. Ends with 0 when every host has it, \
      with 78 when some have not, with 69 when none has.
      """)

  @Argument(help: "A workers file (kind: workers).", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  func run() throws {
    let workers = try WorkersFile.read(file).workers
    guard !workers.ssh.isEmpty else {
      throw Failure(
        .usage, "\(file) names no SSH host",
        help: "Slurm's nodes usually share a folder: copy muster-worker there, and name it as `command`")
    }
    let delivery = try WorkerDelivery(of: try ownWorker())
    let results = delivery.deliver(to: workers.ssh)
    for result in results { Standard.output(result.text) }
    let missing = results.count { !$0.isThere }
    if missing < results.count {
      Standard.output("\nIn \(file), for each of these hosts:\n  command: \(delivery.command)")
    }
    guard missing > 0 else { return }
    throw Failure(
      missing == results.count ? .noWorker : .configuration,
      "\(missing) of \(Figures.counted(results.count, "host")) did not get the worker")
  }
}
