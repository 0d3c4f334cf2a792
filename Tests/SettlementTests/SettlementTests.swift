import Addresses
import Determinism
import Testing
import Tokenomics

@testable import Settlement

struct SettlementTests {
  static let run = SettledRun(
    network: "hospitals", key: .of("key"), digest: .of("record"), chain: .optimism,
    contract: "0x4200000000000000000000000000000000000042", symbol: "CARE", decimals: 6)

  private static let (anna, ben) = (
    "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955", "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"
  )

  @Test func `the whole file`() throws {
    let settlement = try Settlement(
      run: Self.run,
      due: [
        Due(account: "clinic", amount: 30), Due(account: "anna", amount: 12), Due(account: "ben", amount: 5),
        Due(account: "nobody", amount: 7),
      ], payouts: ["anna": Self.anna, "ben": Self.ben, "clinic": Self.anna.lowercased(), "idle": Self.ben])
    #expect(settlement.total == 47)
    // Written by Python with eth-abi and json.dumps.
    #expect(
      settlement.file.text() == """
        {
          "format": "standard-v1",
          "leafEncoding": [
            "address",
            "uint256"
          ],
          "tree": [
            "0x4046ef977821d483869bb41afffd95d32937e1f2e24dc5f26eb2ed31fd334011",
            "0xa5642461ebc3e1b5c840f786e3b8a7dbde776bfdf68bd0bb0063e590da89a9a5",
            "0x524c1908ffba15ea95e2eb3eeeb7aab7199b742ce28c3b4bfed76734d3355410"
          ],
          "values": [
            {
              "value": [
                "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
                "42"
              ],
              "treeIndex": 2
            },
            {
              "value": [
                "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
                "5"
              ],
              "treeIndex": 1
            }
          ],
          "settlement": {
            "schema": "muster/settlement/v1",
            "network": "hospitals",
            "target": "optimism",
            "chain_id": 10,
            "token": "0x4200000000000000000000000000000000000042",
            "symbol": "CARE",
            "decimals": 6,
            "root": "0x4046ef977821d483869bb41afffd95d32937e1f2e24dc5f26eb2ed31fd334011",
            "total": "47",
            "run_key": "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683",
            "record_digest": "70ce871f8a3d3fb449bc3c3ace6547cef02dfc74ffe48d912532a724bfdbe5b9",
            "claims": {
              "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955": {
                "amount": "42",
                "accounts": [
                  {
                    "account": "anna",
                    "amount": "12"
                  },
                  {
                    "account": "clinic",
                    "amount": "30"
                  }
                ],
                "leaf": "0x524c1908ffba15ea95e2eb3eeeb7aab7199b742ce28c3b4bfed76734d3355410",
                "proof": [
                  "0xa5642461ebc3e1b5c840f786e3b8a7dbde776bfdf68bd0bb0063e590da89a9a5"
                ]
              },
              "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f": {
                "amount": "5",
                "accounts": [
                  {
                    "account": "ben",
                    "amount": "5"
                  }
                ],
                "leaf": "0xa5642461ebc3e1b5c840f786e3b8a7dbde776bfdf68bd0bb0063e590da89a9a5",
                "proof": [
                  "0x524c1908ffba15ea95e2eb3eeeb7aab7199b742ce28c3b4bfed76734d3355410"
                ]
              }
            },
            "unpaid": [
              {
                "account": "nobody",
                "amount": "7"
              }
            ]
          }
        }
        """)
  }

  @Test func `the order of what is due changes nothing`() throws {
    let due = [("anna", 12), ("ben", 5), ("clinic", 30)].map { Due(account: $0.0, amount: $0.1) }
    let payouts = ["anna": Self.anna, "ben": Self.ben, "clinic": Self.anna]
    let settlement = try Settlement(run: Self.run, due: due, payouts: payouts)
    #expect(try Settlement(run: Self.run, due: due.reversed(), payouts: payouts) == settlement)
    #expect(settlement.claims.map { $0.parts.map(\.account) } == [["anna", "clinic"], ["ben"]])
  }

  @Test func `what cannot be settled`() {
    func refusal(_ due: [Due], _ payouts: [String: String] = ["anna": anna, "ben": ben]) -> SettlementError? {
      do throws(SettlementError) {
        _ = try Settlement(run: Self.run, due: due, payouts: payouts)
        return nil
      } catch {
        return error
      }
    }
    let (anna, ben) = (Self.anna, Self.ben)
    #expect(refusal([]) == .nothingDue)
    #expect(refusal([Due(account: "nobody", amount: 1)]) == .nothingDue)
    #expect(refusal([Due(account: "anna", amount: 0)]) == .notPositive(account: "anna"))
    #expect(refusal([Due(account: "anna", amount: .max), Due(account: "ben", amount: 1)]) == .tooMuch)
    #expect(
      refusal([Due(account: "anna", amount: 1)], ["anna": "cosmos1xyz"])
        == .badAddress(account: "anna", reason: "it must start with 0x"))
  }

  @Test func `the chains and their numbers`() {
    #expect(
      SettlementChain.allCases.map { "\($0.rawValue) \($0.id)" } == [
        "ethereum 1", "optimism 10", "arbitrum 42161",
      ])
  }

  @Test(
    .enabled(if: EVM.isThere, "Scripts/setup installs pyrevm where PyPI can be reached"),
    arguments: [1, 2, 7, 64])
  func `an EVM pays every claim once and nothing else`(count: Int) throws {
    let people = (1...count).map { "client-\($0)" }
    let payouts = people.map { person in
      (person, "0x" + Array(Digest.of(person).bytes.prefix(20)).hex)
    }
    let due = people.enumerated().map {
      Due(account: $1, amount: BaseUnits($0 + 1) * 1_000_000_000_000_000_000)
    }
    let settlement = try Settlement(
      run: Self.run, due: due, payouts: Dictionary(uniqueKeysWithValues: payouts))
    let lines = settlement.claims.map { claim in
      "\(claim.address.text) wrong amount: refused, wrong proof: refused, another's claim: refused, "
        + "claimed \(claim.amount), again: refused\n"
    }
    #expect(
      try EVM.claim(settlement.file.text())
        == lines.joined() + "left to claim 0\non another chain: refused\n")
  }
}
