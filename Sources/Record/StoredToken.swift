/// A network's token, as a run's job declared it.
package struct StoredToken: Sendable, Equatable {
  package let network: String
  package let symbol: String
  package let decimals: Int

  /// - Returns: nil when the job pays nobody.
  package init?(_ fields: [StoredField]) {
    guard let network = fields.value(of: "tokenomics.network"),
      let symbol = fields.value(of: "tokenomics.token.symbol"),
      let decimals = fields.value(of: "tokenomics.token.decimals").flatMap({ Int($0) }), 0...38 ~= decimals
    else { return nil }
    self.network = network
    self.symbol = symbol
    self.decimals = decimals
  }
}

extension [StoredField] {
  /// The value of the field with this path; nil when the job has no such field.
  package func value(of path: String) -> String? { first { $0.path == path }?.value }
}
