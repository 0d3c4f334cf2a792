import Planning

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
