import Glibc

extension Array where Element: BinaryFloatingPoint {
  /// So many zeros. Large arrays lie on large pages where the kernel grants them: the first touch of 4 KiB costs a
  /// microsecond, and of 2 MiB hardly more than filling them.
  package init(zeros count: Int) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      bytes.preferLargePages()
      if let start = bytes.baseAddress { memset(start, 0, bytes.count) }
      initialized = count
    }
  }
}

extension UnsafeMutableRawBufferPointer {
  /// To be called before the memory is touched.
  package func preferLargePages() {
    let (page, largePage) = (4096, 2 << 20)
    guard count >= 4 * largePage, let baseAddress else { return }
    let offset = -Int(bitPattern: baseAddress) & (page - 1)
    // A refusal costs time and nothing else.
    _ = madvise(baseAddress + offset, (count - offset) / page * page, MADV_HUGEPAGE)
  }
}
