import Planning
import Reporting

extension Decision {
  /// What was decided, of whom.
  func text(_ clients: [Plan.Client]) -> String {
    let name = clients.first { $0.index == client }?.name ?? "unknown"
    return switch kind {
    case .dropped: "client \(client) (\(name)) was late, and does not count"
    case .reassigned(let account): "client \(client) (\(name)) was trained by \(account), who is paid for it"
    }
  }
}

extension [Decision] {
  /// What was decided in a round, in one line: "2 clients were late and left out: 3, 7".
  var text: String {
    let dropped = filter { $0.kind == .dropped }.map(\.client)
    let reassigned = filter { $0.kind != .dropped }.map(\.client)
    return [
      Self.text(dropped, "late and left out"),
      Self.text(reassigned, "trained by another operator, who is paid for it"),
    ].compactMap(\.self).joined(separator: "; ")
  }

  private static let shown = 8

  /// nil of nobody.
  private static func text(_ clients: [Int], _ what: String) -> String? {
    guard !clients.isEmpty else { return nil }
    let some = clients.prefix(shown).map(String.init).joined(separator: ", ")
    let more = clients.count > shown ? " and \(clients.count - shown) more" : ""
    let who = Figures.counted(clients.count, "client") + (clients.count == 1 ? " was" : " were")
    return "\(who) \(what): \(some)\(more)"
  }
}
