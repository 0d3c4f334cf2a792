import Glibc

/// A shared library that was found and loaded at run time. It is never unloaded.
struct SharedLibrary {
  private let handle: UnsafeMutableRawPointer

  /// - Throws: the loader's own words.
  init(_ name: String) throws(LoaderMessage) {
    guard let handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL) else {
      throw LoaderMessage(text: dlerror().map { String(cString: $0) } ?? "unknown reason")
    }
    self.handle = handle
  }

  struct LoaderMessage: Error {
    let text: String
  }

  /// The address of a symbol of this library or of one that it needs; nil when neither has it.
  func address(of symbol: String) -> UnsafeMutableRawPointer? { dlsym(handle, symbol) }

  func has(_ symbol: String) -> Bool { address(of: symbol) != nil }

  /// What a C function without parameters says; nil when the library does not have the function.
  func text(of function: String) -> String? {
    typealias Function = @convention(c) () -> UnsafePointer<CChar>?
    guard let address = address(of: function) else { return nil }
    return unsafeBitCast(address, to: Function.self)().map { String(cString: $0) }
  }

  /// The real path of the file that holds this address, all links followed.
  static func path(of address: UnsafeMutableRawPointer) -> String? {
    // `dladdr` is an extension of glibc that its Swift module leaves out, so it is looked up like any other
    // symbol.
    typealias Function = @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int32
    guard let dladdr = dlsym(nil, "dladdr") else { return nil }
    var info = SymbolInformation()
    guard unsafeBitCast(dladdr, to: Function.self)(address, &info) != 0, let name = info.fileName else {
      return nil
    }
    guard let real = realpath(name, nil) else { return String(cString: name) }
    defer { free(real) }
    return String(cString: real)
  }

  /// C's `Dl_info`.
  private struct SymbolInformation {
    var fileName: UnsafePointer<CChar>?
    var fileBase: UnsafeRawPointer?
    var symbolName: UnsafePointer<CChar>?
    var symbolAddress: UnsafeRawPointer?
  }
}
