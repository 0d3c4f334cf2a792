package import Datasets
package import Determinism
package import JobSpec

/// The version of everything that turns a plan into bits: kernels, aggregation, sampling, rewards. It moves whenever
/// the same job and data may give other results than before.
package let arithmeticVersion = 2

/// What makes two runs the same run: the job's identity fields, the contents of its data files and other arrays, and the arithmetic.
/// File names, hosts and worker counts are no part of it.
package func runKey(resolved: [ResolvedField], files: [PreparedData.SourceFile]) -> Digest {
  var writer = CanonicalWriter()
  writer.write("muster run key")
  writer.write(arithmeticVersion)
  writer.write(resolved.filter(\.identity)) {
    $0.write($1.path)
    $0.write($1.value)
  }
  writer.write(files) { $0.write($1.digest) }
  return Digest.of(writer.bytes)
}
