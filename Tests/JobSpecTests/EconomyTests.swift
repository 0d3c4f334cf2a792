import JobSpec
import Testing

@Suite struct EconomyTests {
  static let job =
    Example.small + """
      chain: {target: optimism}
      tokenomics:
        network: hospitals
        token: {symbol: CARE, decimals: 6}
        emission: {per_round: "100"}
        split: {data: 100%}
        genesis: {mayo: "1"}
      participants:
        mayo: {roles: [data], payout: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}

      """

  static let refused: [(String, String)] = [
    ("\"100\"", "100"), ("\"100\"", "ten"), ("\"100\"", "\"-5\""), ("\"100\"", "\"1,000\""),
    ("\"100\"", "\"1e3\""),
    ("\"100\"", "\"007\""), ("\"100\"", "\"0.1234567\""),
    ("\"100\"", "\"1000000000000000000000000000000000\""),
    ("\"100\"", "\"\(String(repeating: "9", count: 60))\""),
    ("\"100\"", "\"0.\(String(repeating: "9", count: 60))\""),
    ("data: 100%", "data: 60%, treasury: 30%"), ("data: 100%", "data: 33.333%"), ("data: 100%", "data: 100"),
    ("data: 100%", "data: 90%, compute: 10%"), ("mayo: \"1\"", "mayor: \"1\""),
    ("roles: [data]", "roles: []"), ("roles: [data]", "roles: [owner]"), ("roles: [data]", "roles: data"),
    ("decimals: 6", "decimals: 19"), ("mayo: {roles", "@mint: {roles"), ("symbol: CARE", "symbol: C-1"),
    ("optimism}", "optimism, token: {contract: \"0x42\"}}"), ("target: optimism", "target: solana"),
    ("79C8\"", "79c8\""), ("target: optimism", "target: optimismm"), ("target: optimism", "target: base"),
  ]

  @Test func `refuses each wrong value with one clear message`() throws {
    let report = EconomyTests.refused.map { old, new in
      precondition(EconomyTests.job.contains(old), "the job has no \(old)")
      return "### \(new)\n\(read(EconomyTests.job.replacing(old, with: new)).diagnostics.rendered)\n"
    }
    try Golden("economy.txt").expect(report.joined())
  }

  @Test(arguments: [
    ("60%", 6000), ("0.3333", 3333), ("33.33%", 3333), ("0.07", 700), ("0%", 0), ("1", 10_000),
  ])
  func `shares of money are exact`(text: String, points: Int) throws {
    let rest = 10_000 - points
    let split = "data: \(text), treasury: \(rest / 100).\(rest % 100 / 10)\(rest % 10)%"
    let both = EconomyTests.job.replacing("data: 100%", with: split).replacing(
      "[data]", with: "[data, treasury]")
    let job = try #require(read(both).job)
    #expect(job.tokenomics?.split.data == points)
    #expect(job.tokenomics?.split.treasury == rest)
  }

  @Test(arguments: [
    ("100", "100"), ("250.50", "250.5"), ("0.000001", "0.000001"), ("0", "0"), ("1.000", "1"),
  ])
  func `amounts have one spelling`(written: String, text: String) throws {
    let job = try #require(read(EconomyTests.job.replacing("\"100\"", with: "\"\(written)\"")).job)
    #expect(job.tokenomics?.emission.perRound.text == text)
  }

  @Test func `an address gets its checksum`() throws {
    let lower = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
    let text = EconomyTests.job.replacing("0x70997970C51812dc3A010C7d01b50e0d17dc79C8", with: lower)
    let job = try #require(read(text).job)
    #expect(job.participants[0].payout == "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
  }

  @Test func `a payout without a chain is a warning`() {
    let result = read(EconomyTests.job.replacing("chain: {target: optimism}\n", with: ""))
    #expect(result.job != nil)
    #expect(
      result.diagnostics.rendered == """
        Jobs/x.yaml:20:33: warning: payout addresses are not checked, as the job names no chain
           |
        20 |   mayo: {roles: [data], payout: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}
           |                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: add `chain: {target: …}`

        """)
  }

  @Test func `an owner needs the role data`() {
    let text = EconomyTests.job.replacing("  partitions", with: "  owners: [mayo]\n  partitions")
      .replacing("roles: [data]", with: "roles: [compute]").replacing("data: 100%", with: "compute: 100%")
    #expect(
      read(text).diagnostics.rendered == """
        Jobs/x.yaml:7:12: error: `mayo` does not have the role `data`
          |
        7 |   owners: [mayo]
          |            ^^^^
          = help: add `data` to its roles
        Jobs/x.yaml:22:17: note: the roles of `mayo`
           |
        22 |   mayo: {roles: [compute], payout: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}
           |                 ^^^^^^^^^

        """)
  }
}
