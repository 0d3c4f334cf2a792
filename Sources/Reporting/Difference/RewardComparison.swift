import Record
import Tokenomics

/// What two runs paid to whom.
enum RewardComparison {
  /// The accounts whose earnings differ; amounts with the token's symbol.
  static func entries(_ a: RunFacts, _ b: RunFacts) -> [RunDifference.Entry] {
    RunDifference.Entry.differing(totals(a), totals(b))
  }

  /// Over all reasons.
  private static func totals(_ run: RunFacts) -> [(String, String)] {
    let token = StoredToken(run.fields)
    return run.earned.map { account, amounts in
      (
        account,
        RunLedger.sum(amounts).formatted(decimals: token?.decimals ?? 0)
          + (token.map { " \($0.symbol)" } ?? "")
      )
    }
  }
}
