import Addresses
import Determinism
import Foundation
import Testing
import Tokenomics

@testable import Settlement

struct MerkleTreeTests {
  /// OpenZeppelin's own dump, test/dumps/standard-v1.sorted.1_0_6.json of its repository: the strings a to f.
  @Test func `OpenZeppelin's own tree`() throws {
    let leaves = (UInt8(ascii: "a")...UInt8(ascii: "f")).map { letter in
      let encoded = word(32) + word(1) + [letter] + [UInt8](repeating: 0, count: 31)
      return Keccak256.digest(Keccak256.digest(encoded))
    }
    let tree = try #require(MerkleTree(leaves: leaves))
    #expect(
      tree.nodes.map(\.hex) == [
        "6deb52b5da8fd108f79fab00341f38d2587896634c646ee52e49f845680a70c8",
        "52426e0f1f65ff7e209a13b8c29cffe82e3acaf3dad0a9b9088f3b9a61a929c3",
        "fd3cf45654e88d1cc5d663578c82c76f4b5e3826bacaa1216441443504538f51",
        "8076923e76cf01a7c048400a2304c9a9c23bbbdac3a98ea3946340fdafbba34f",
        "965b92c6cf08303cc4feb7f3e0819c436c2cec17c6f0688a6af139c9a368707c",
        "eba909cf4bb90c6922771d7f126ad0fd11dfde93f3937a196274e1ac20fd2f5b",
        "c62a8cfa41edc0ef6f6ae27a2985b7d39c7fea770787d7e104696c6e81f64848",
        "9cf5a63718145ba968a01c1d557020181c5b252f665cf7386d370eddb176517b",
        "9c15a6a0eaeed500fd9eed4cbeab71f797cefcc67bfd46683e4d2e6ff7f06d1c",
        "9a4f64e953595df82d1b4f570d34c4f4f0cfaf729a61e9d60e83e579e1aa283e",
        "19ba6c6333e0e9a15bf67523e0676e2f23eb8e574092552d5e888c64a4bb3681",
      ])
    #expect(tree.places == [8, 10, 7, 5, 9, 6])
  }

  /// The values that its README begins with, and their root.
  @Test func `the example of OpenZeppelin's README`() throws {
    let claims = [("11", BaseUnits(5_000_000_000_000_000_000)), ("22", 2_500_000_000_000_000_000)]
    let tree = try #require(
      MerkleTree(leaves: try claims.map { try leaf("0x" + String(repeating: $0.0, count: 20), $0.1) }))
    #expect(tree.root.hex == "d4dee0beab2d53f2cc83e567171bd2820e49898130a22622b10ead383e90bd77")
  }

  private struct Vector: Decodable {
    var values: [[String]]
    var tree: [String]
    var places: [Int]
    var proofs: [[String]]
  }

  /// trees.json: written in Python with eth-abi 6.0.0 and eth-hash over pycryptodome's Keccak.
  @Test func `trees of 1 to 33 claims as Python's Ethereum libraries make them`() throws {
    let data = try Data(contentsOf: EVM.fixtures.appending(path: "trees.json"))
    let vectors = try JSONDecoder().decode([Vector].self, from: data)
    #expect(vectors.map(\.values.count) == [1, 2, 3, 5, 6, 7, 16, 33])
    for vector in vectors {
      let leaves = try vector.values.map { try leaf($0[0], #require(BaseUnits($0[1]))) }
      let tree = try #require(MerkleTree(leaves: leaves))
      #expect(tree.nodes.map { "0x" + $0.hex } == vector.tree)
      #expect(tree.places == vector.places)
      #expect(leaves.indices.map { tree.proof(of: $0).map { "0x" + $0.hex } } == vector.proofs)
    }
  }

  @Test func `no leaf, no tree`() {
    #expect(MerkleTree(leaves: []) == nil)
  }

  @Test func `every proof leads to the root, whatever order the leaves come in`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    for _ in 0..<40 {
      let leaves = (0...random.below(30)).map { _ in (0..<32).map { _ in UInt8(random.below(256)) } }
      let tree = try #require(MerkleTree(leaves: leaves))
      for (index, leaf) in leaves.enumerated() {
        let root = tree.proof(of: index).reduce(leaf) { node, sibling in
          Keccak256.digest(
            node.lexicographicallyPrecedes(sibling) ? node + sibling : sibling + node)
        }
        #expect(root == tree.root, "seed \(seed)")
      }
      #expect(MerkleTree(leaves: leaves.reversed())?.nodes == tree.nodes, "seed \(seed)")
    }
  }

  private func word(_ number: UInt8) -> [UInt8] { [UInt8](repeating: 0, count: 31) + [number] }

  private func leaf(_ address: String, _ amount: BaseUnits) throws -> [UInt8] {
    Claim(address: try AddressFormat.evm.check(address), parts: [], amount: amount).leaf
  }
}
