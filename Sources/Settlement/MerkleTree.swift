import Addresses

/// The Merkle tree of OpenZeppelin's StandardMerkleTree, format "standard-v1" (its `src/core.ts`): the leaves are
/// sorted as bytes and stand backwards at the end of an array of 2n - 1 nodes; node i is the hash of its children
/// 2i + 1 and 2i + 2, the smaller first; the root is node 0.
package struct MerkleTree: Sendable, Equatable {
  /// 32 bytes each.
  package let nodes: [[UInt8]]
  /// The node of each leaf, in the order in which the leaves were given.
  package let places: [Int]

  /// - Parameter leaves: 32 bytes each, all different; in any order.
  /// - Returns: nil where there is no leaf.
  package init?(leaves: [[UInt8]]) {
    guard !leaves.isEmpty else { return nil }
    var nodes = [[UInt8]](repeating: [], count: 2 * leaves.count - 1)
    var places = [Int](repeating: 0, count: leaves.count)
    let sorted = leaves.indices.sorted { leaves[$0].lexicographicallyPrecedes(leaves[$1]) }
    for (rank, index) in sorted.enumerated() {
      places[index] = nodes.count - 1 - rank
      nodes[places[index]] = leaves[index]
    }
    for node in (0..<leaves.count - 1).reversed() {
      nodes[node] = Self.parent(nodes[2 * node + 1], nodes[2 * node + 2])
    }
    self.nodes = nodes
    self.places = places
  }

  package var root: [UInt8] { nodes[0] }

  /// The siblings on the way from a leaf to the root, the leaf's own first.
  ///
  /// - Parameter leaf: the leaf's place among those that were given.
  package func proof(of leaf: Int) -> [[UInt8]] {
    var proof: [[UInt8]] = []
    var node = places[leaf]
    while node > 0 {
      proof.append(nodes[node.isMultiple(of: 2) ? node - 1 : node + 1])
      node = (node - 1) / 2
    }
    return proof
  }

  private static func parent(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    Keccak256.digest(a.lexicographicallyPrecedes(b) ? a + b : b + a)
  }
}
