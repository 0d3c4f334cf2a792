import Glibc
import Record
import WorkerProtocol

extension RunEnvironment {
  /// This process, as the record remembers it.
  static var here: RunEnvironment {
    RunEnvironment(
      host: Record.hostName(), user: userName, pid: Int(getpid()),
      command: CommandLine.arguments.joined(separator: " "), version: musterVersion)
  }

  /// Cron sets few variables, so the password file is asked last.
  private static var userName: String {
    if let name = environment("USER") ?? environment("LOGNAME") { return name }
    guard let entry = getpwuid(getuid()) else { return "\(getuid())" }
    return String(cString: entry.pointee.pw_name)
  }
}
