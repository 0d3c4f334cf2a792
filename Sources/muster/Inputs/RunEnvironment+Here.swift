import Glibc
import Record
import WorkerProtocol

extension RunEnvironment {
  /// This process, as the record remembers it.
  static var here: RunEnvironment {
    RunEnvironment(
      host: hostName, user: userName, pid: Int(getpid()),
      command: CommandLine.arguments.joined(separator: " "), version: musterVersion)
  }

  static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Cron sets few variables, so the password file is asked last.
  private static var userName: String {
    if let name = environment("USER") ?? environment("LOGNAME") { return name }
    guard let entry = getpwuid(getuid()) else { return "\(getuid())" }
    return String(cString: entry.pointee.pw_name)
  }
}
