import Foundation

/// Scripts that start servers of our own, and end them again.
enum Fixture {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures").path

  /// Runs a script, what it starts apart from our streams.
  ///
  /// - Parameter script: its name in the folder of fixtures.
  static func run(_ script: String, _ words: String...) throws {
    _ = try shell("'\(folder)/\(script)' \(words.joined(separator: " ")) </dev/null >/dev/null 2>&1")
  }

  /// What a command of the shell prints. Foundation's own way waits until nobody it started has its socket any more.
  @discardableResult static func shell(_ command: String) throws -> String {
    guard let stream = popen(command, "r") else { throw Failed(command: command, status: -1) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    let status = pclose(stream)
    guard status == 0 else { throw Failed(command: command, status: status) }
    return String(decoding: bytes, as: UTF8.self)
  }

  struct Failed: Error {
    let command: String
    /// As waitpid gives it.
    let status: Int32
  }
}
