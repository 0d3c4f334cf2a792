import Datasets
import Determinism
import Glibc
import Kernel
import WorkerProtocol

extension Facts {
  /// Of this process, its machine, and the files of a probe.
  init(_ probe: Probe, dataRoots: DataRoots) throws {
    let key = Result { () throws(Failure) in try KeyFile.ofUser().key().publicKey.hex }
    let blas = Result { () throws(BLASError) in try BLAS.system() }
    self.init(
      version: musterVersion, program: try digest(of: mapFile("/proc/self/exe"), cache: .ofUser()),
      key: try? key.get(), cores: usableCores(), memory: sysconf(Int32(_SC_PHYS_PAGES)) * Int(getpagesize()),
      clock: secondsSince1970(), cpu: cpuName(), blas: try? blas.get().configuration,
      blasTrouble: blas.trouble { $0.description },
      fingerprint: numericFingerprint(arithmetic: .portable()),
      blasFingerprint: (try? blas.get()).map { numericFingerprint(arithmetic: .blas($0)) },
      files: probe.files.map { FileFacts($0, dataRoots: dataRoots) },
      keyTrouble: key.trouble { [$0.message, $0.help].compactMap(\.self).joined(separator: "; ") })
  }
}

extension FileFacts {
  fileprivate init(_ path: String, dataRoots: DataRoots) {
    do throws(DatasetError) {
      let digest = try Datasets.digest(of: dataRoots.open(path), cache: .ofUser())
      self.init(path: path, digest: digest, trouble: nil)
    } catch {
      self.init(path: path, digest: nil, trouble: error.description)
    }
  }
}

extension Result {
  fileprivate func trouble(_ words: (Failure) -> String) -> String? {
    if case .failure(let error) = self { words(error) } else { nil }
  }
}

/// The cores that this process may run on, by the mask that the kernel keeps for it.
private func usableCores() -> Int {
  let mask = field("Cpus_allowed", of: "/proc/self/status") ?? ""
  let cores = mask.reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
  return cores > 0 ? cores : sysconf(Int32(_SC_NPROCESSORS_ONLN))
}

private func secondsSince1970() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// As the kernel names it, or else the kind of machine.
private func cpuName() -> String {
  if let name = field("model name", of: "/proc/cpuinfo") { return name }
  var system = utsname()
  uname(&system)
  return withUnsafeBytes(of: system.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}

/// What stands behind a name and a colon, near the beginning of a file of the kernel.
private func field(_ name: String, of path: String) -> String? {
  var bytes = [UInt8](repeating: 0, count: 16_384)
  let file = open(path, O_RDONLY | O_CLOEXEC)
  defer { close(file) }
  let count = read(file, &bytes, bytes.count)
  let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  for line in text.split(separator: "\n") {
    let parts = line.split(separator: ":", maxSplits: 1)
    let isNamed = parts.first?.split(whereSeparator: \.isWhitespace).joined(separator: " ") == name
    if isNamed, parts.count == 2 { return String(parts[1].drop(while: \.isWhitespace)) }
  }
  return nil
}
