import Planning
import Reporting

/// Who is awaited, in words: "waiting for h2 (clients 3, 7), silent 6 s, 1m54s left".
struct WaitingText {
  let waiting: Waiting

  private static let poolsShown = 3
  private static let clientsShown = 6

  var text: String {
    let pools = grouped
    let who = pools.prefix(Self.poolsShown).map(words).joined(separator: "; ")
    let more = pools.count > Self.poolsShown ? "; and \(pools.count - Self.poolsShown) more pools" : ""
    let left = (pools.count > 1 ? "; " : ", ") + Figures.span(waiting.left) + " left"
    return "waiting for " + (who.isEmpty ? "workers" : who) + more + (isEndless ? "" : left)
  }

  /// Whether there is no deadline to speak of.
  private var isEndless: Bool { waiting.left > 365 * 86_400 }

  private struct Awaited {
    let pool: String
    var isThere: Bool
    var clients: [Int]
    var silence: Double
  }

  /// By pool, in the order of the first worker of each.
  private var grouped: [Awaited] {
    var pools: [Awaited] = []
    for party in waiting.parties {
      if let index = pools.firstIndex(where: { $0.pool == party.pool }) {
        pools[index].isThere = pools[index].isThere || party.host != nil
        pools[index].clients += party.clients
        pools[index].silence = max(pools[index].silence, party.silence)
      } else {
        pools.append(
          Awaited(
            pool: party.pool, isThere: party.host != nil, clients: party.clients, silence: party.silence))
      }
    }
    return pools
  }

  private func words(_ awaited: Awaited) -> String {
    var text = awaited.pool
    if !awaited.isThere { text += " (on its way)" }
    if !awaited.clients.isEmpty { text += " (\(clients(awaited.clients.sorted())))" }
    // A worker gives a sign of life every two seconds.
    return awaited.silence < 4 ? text : text + ", silent \(Int(awaited.silence)) s"
  }

  private func clients(_ clients: [Int]) -> String {
    let shown = clients.prefix(Self.clientsShown).map(String.init).joined(separator: ", ")
    return (clients.count == 1 ? "client " : "clients ") + shown
      + (clients.count > Self.clientsShown ? ", …" : "")
  }
}

extension Figures {
  /// Whole seconds as a job spells durations: "6s", "1m54s", "2h5m".
  static func span(_ seconds: Double) -> String {
    let whole = Int(max(0, min(seconds, 1e9)).rounded())
    switch whole {
    case ..<60: return "\(whole)s"
    case ..<3600: return "\(whole / 60)m" + (whole % 60 > 0 ? "\(whole % 60)s" : "")
    default: return "\(whole / 3600)h" + (whole % 3600 / 60 > 0 ? "\(whole % 3600 / 60)m" : "")
    }
  }
}
