package import Determinism

/// What a worker is asked about before it is given work.
package struct Probe: Sendable, Equatable {
  /// The most files one probe may name.
  package static let mostFiles = 10_000

  /// Paths, as the worker's machine has them.
  package var files: [String]

  package init(files: [String] = []) {
    self.files = files
  }
}

/// A worker's program and machine, as it sees them.
package struct Facts: Sendable, Equatable {
  /// Of the program, not of the protocol.
  package var version: String
  /// The SHA-256 of the program's own file.
  package var program: Digest
  /// Its public key, as hexadecimal digits; nil when it can have none.
  package var key: String?
  /// Why it has no key, and what may mend that.
  package var keyTrouble: String?
  /// How many it may use.
  package var cores: Int
  /// Physical, in bytes.
  package var memory: Int
  /// Seconds since 1970.
  package var clock: Double
  package var cpu: String
  /// What its BLAS says of itself.
  package var blas: String?
  /// Why it has none.
  package var blasTrouble: String?
  /// Of what portable arithmetic returns for fixed inputs.
  package var fingerprint: Digest
  /// Of what BLAS returns for them.
  package var blasFingerprint: Digest?
  /// Of the probe's files, in their order.
  package var files: [FileFacts]

  package init(
    version: String, program: Digest, key: String?, cores: Int, memory: Int, clock: Double, cpu: String,
    blas: String?, blasTrouble: String?, fingerprint: Digest, blasFingerprint: Digest?, files: [FileFacts],
    keyTrouble: String? = nil
  ) {
    self.version = version
    self.program = program
    self.key = key
    self.keyTrouble = keyTrouble
    self.cores = cores
    self.memory = memory
    self.clock = clock
    self.cpu = cpu
    self.blas = blas
    self.blasTrouble = blasTrouble
    self.fingerprint = fingerprint
    self.blasFingerprint = blasFingerprint
    self.files = files
  }
}

/// A file of a probe: its SHA-256, or why it cannot be had.
package struct FileFacts: Sendable, Equatable {
  package var path: String
  package var digest: Digest?
  package var trouble: String?

  package init(path: String, digest: Digest?, trouble: String?) {
    self.path = path
    self.digest = digest
    self.trouble = trouble
  }
}
