import Determinism

extension Probe {
  func encode(to writer: inout CanonicalWriter) {
    writer.write(files) { $0.write($1) }
  }

  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    files = try reader.array { (r) throws(CanonicalError) in try r.string() }
  }
}

extension Facts {
  func encode(to writer: inout CanonicalWriter) {
    writer.write(version)
    writer.write(program)
    writer.write(key.flatMap(PublicKey.init(hex:))?.bytes) { writer, bytes in
      bytes.forEach { writer.write($0) }
    }
    writer.write(keyTrouble) { $0.write($1) }
    writer.write(cores)
    writer.write(memory)
    writer.write(clock)
    writer.write(cpu)
    for text in [blas, blasTrouble] { writer.write(text) { $0.write($1) } }
    writer.write(fingerprint)
    writer.write(blasFingerprint) { $0.write($1) }
    writer.write(files) { $1.encode(to: &$0) }
  }

  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    version = try reader.text()
    program = try reader.digest()
    key = try reader.optional { (r) throws(CanonicalError) in try r.publicKey().hex }
    keyTrouble = try reader.optionalText()
    cores = try reader.natural("cores")
    memory = try reader.natural("memory")
    clock = try reader.seconds("clock")
    cpu = try reader.text()
    blas = try reader.optionalText()
    blasTrouble = try reader.optionalText()
    fingerprint = try reader.digest()
    blasFingerprint = try reader.optional { (r) throws(CanonicalError) in try r.digest() }
    files = try reader.array { (r) throws(CanonicalError) in try FileFacts(from: &r) }
  }
}

extension FileFacts {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    writer.write(path)
    writer.write(digest) { $0.write($1) }
    writer.write(trouble) { $0.write($1) }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    path = try reader.text()
    digest = try reader.optional { (r) throws(CanonicalError) in try r.digest() }
    trouble = try reader.optionalText()
  }
}
