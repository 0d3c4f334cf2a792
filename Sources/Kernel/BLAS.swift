import Glibc

/// The machine's BLAS, found at run time and used with one thread. Its bits belong to the library and the core.
package struct BLAS: Sendable {
  /// Where the library lies, all links followed.
  package let path: String
  /// What the library says about itself: name, version, build options and the CPU core it chose. "reference BLAS" of
  /// netlib's plain one, which is some thirty times slower than a tuned one.
  package let configuration: String

  private let sgemm: SGEMM

  /// `cblas_sgemm`; its enumerations are C integers.
  private typealias SGEMM =
    @convention(c) @Sendable (
      _ order: Int32, _ transposeA: Int32, _ transposeB: Int32, _ m: Int32, _ n: Int32, _ k: Int32,
      _ alpha: Float, _ a: UnsafePointer<Float>, _ lda: Int32, _ b: UnsafePointer<Float>, _ ldb: Int32,
      _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ ldc: Int32
    ) -> Void

  /// The machine's `libblas.so.3`, loaded once in a process.
  package static func system() throws(BLASError) -> BLAS { try loaded.get() }

  private static let loaded = Result { () throws(BLASError) in try BLAS(library: "libblas.so.3") }

  /// - Parameter library: a file name that the loader looks for, or a path.
  package init(library name: String) throws(BLASError) {
    // Threads would change the order of sums. The libraries read this once, when they are loaded.
    for variable in ["OPENBLAS", "OMP", "MKL", "BLIS"] { setenv(variable + "_NUM_THREADS", "1", 1) }
    let library: SharedLibrary
    do {
      library = try SharedLibrary(name)
    } catch {
      throw .notFound(library: name, reason: error.text)
    }
    guard let address = library.address(of: "cblas_sgemm") else {
      throw .lacks(symbol: "cblas_sgemm", library: name)
    }
    sgemm = unsafeBitCast(address, to: SGEMM.self)
    path = SharedLibrary.path(of: address) ?? name
    configuration = BLAS.configuration(of: library)
  }

  private static func configuration(of library: SharedLibrary) -> String {
    if let openBLAS = library.text(of: "openblas_get_config") {
      let core = library.text(of: "openblas_get_corename") ?? ""
      return openBLAS.contains(core) ? openBLAS : openBLAS + " " + core
    }
    if let blis = library.text(of: "bli_info_get_version_str") { return "BLIS " + blis }
    return library.has("MKL_Get_Version") ? "MKL" : "reference BLAS"
  }

  /// c ← a·b, or c + a·b when accumulating.
  /// - Precondition: ``Arithmetic`` has checked the shapes.
  func multiply(_ a: Matrix, _ b: Matrix, into c: Matrix, accumulate: Bool) {
    let rowMajor: Int32 = 101
    sgemm(
      rowMajor, a.isTransposed ? 112 : 111, b.isTransposed ? 112 : 111,
      Int32(truncatingIfNeeded: c.rows), Int32(truncatingIfNeeded: c.columns),
      Int32(truncatingIfNeeded: a.columns),
      1, a.base, Int32(truncatingIfNeeded: a.stride), b.base, Int32(truncatingIfNeeded: b.stride),
      accumulate ? 1 : 0, c.base, Int32(truncatingIfNeeded: c.stride))
  }
}
