package import Determinism

/// The digest of a data set: of the digests of its source files, one after the other, in the order they are read.
/// Coordinator and worker compare it to know that they opened the same data.
package func dataDigest(ofSources digests: [Digest]) -> Digest {
  Digest.of(digests.flatMap(\.bytes))
}
