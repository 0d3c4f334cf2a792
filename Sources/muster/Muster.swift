import ArgumentParser
import Glibc
import WorkerProtocol

@main
struct Muster: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster",
    abstract:
      "Runs federated training jobs that YAML files describe, and keeps a record that can be reproduced.",
    discussion: """
      EXIT STATUS: 0 done, or nothing to do; 1 a job failed; 2 plan --detailed-exitcode has changes; 3 reproduce or \
      verify found a difference; 4 some jobs of a batch failed; 64 usage; 65 invalid spec or data; 69 no worker \
      reachable; 70 a bug; 73 cannot write; 75 locked, try later; 78 configuration; 124 a deadline passed; 130 or 143 \
      interrupted. Any other status means failure.
      """,
    version: "muster \(musterVersion)",
    subcommands: [
      Init.self, Validate.self, PlanCommand.self, Run.self, BatchCommand.self, Why.self, Resume.self,
      Reproduce.self, Verify.self, List.self, Show.self, WatchCommand.self, Diff.self, ReportCommand.self,
      Rewards.self, Settle.self, Export.self, Predict.self, Import.self, Prune.self, Backup.self, Doctor.self,
      WorkersCommand.self, Explain.self, Migrate.self, Completions.self,
    ])

  static func main() {
    // A reader that goes away, a worker, or a limit on files ends a write and not this process.
    for signal in [SIGPIPE, SIGXFSZ] { Glibc.signal(signal, SIG_IGN) }
    do {
      var command = try parseAsRoot()
      try command.run()
      Standard.event(.done)
    } catch {
      guard let failure = Failure(error) else { exit(withError: error) }
      failure.exit()
    }
  }
}
