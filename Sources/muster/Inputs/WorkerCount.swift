import ArgumentParser
import Glibc
import JobSpec
import Planning

struct WorkersOption: ParsableArguments {
  @Option(
    name: .customLong("workers"), help: "Local workers. Default: what the job says, else one for each core.")
  var given: Int?

  func validate() throws {
    if let given, !(1...1024).contains(given) { throw ValidationError("--workers is from 1 to 1024") }
  }

  func count(for plan: Plan) -> Int {
    given ?? plan.job.workers.local ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }
}
