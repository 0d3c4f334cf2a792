import Addresses
package import Determinism
import Tokenomics

extension Settlement {
  /// The file: what OpenZeppelin's `StandardMerkleTree.load` reads, and beside it under `settlement` what a payer and a
  /// payee want to know. A function of the run's results alone: the same bytes at any time, on any machine.
  ///
  /// Hashes and addresses are `0x` and hexadecimal digits; amounts are base units as decimal text.
  package var file: JSON {
    .object([
      ("format", .string("standard-v1")),
      ("leafEncoding", .array([.string("address"), .string("uint256")])),
      ("tree", .array(tree.nodes.map(JSON.hex))),
      ("values", .array(zip(claims, tree.places).map { $0.value(at: $1) })),
      ("settlement", envelope),
    ])
  }

  private var envelope: JSON {
    .object([
      ("schema", .string("muster/settlement/v1")), ("network", .string(run.network)),
      ("target", .string(run.chain.rawValue)), ("chain_id", .int(run.chain.id)),
      ("token", run.contract.map(JSON.string) ?? .null), ("symbol", .string(run.symbol)),
      ("decimals", .int(run.decimals)), ("root", .hex(tree.root)), ("total", .string(String(total))),
      ("run_key", .string(run.key.hex)), ("record_digest", .string(run.digest.hex)),
      (
        "claims",
        .object(
          claims.enumerated().map { ($1.address.text, $1.proven(by: tree.proof(of: $0))) })
      ),
      ("unpaid", .array(unpaid.map(\.json))),
    ])
  }
}

extension Claim {
  fileprivate func value(at node: Int) -> JSON {
    .object([
      ("value", .array([.string(address.text), .string(String(amount))])), ("treeIndex", .int(node)),
    ])
  }

  fileprivate func proven(by proof: [[UInt8]]) -> JSON {
    .object([
      ("amount", .string(String(amount))), ("accounts", .array(parts.map(\.json))), ("leaf", .hex(leaf)),
      ("proof", .array(proof.map(JSON.hex))),
    ])
  }
}

extension Due {
  package var json: JSON { .object([("account", .string(account)), ("amount", .string(String(amount)))]) }
}

extension JSON {
  package static func hex(_ bytes: [UInt8]) -> JSON { .string("0x" + bytes.hex) }
}
