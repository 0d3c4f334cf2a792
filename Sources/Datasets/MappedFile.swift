import Glibc

/// Of a file that is read once from start to end, in bytes: it fits the second-level cache, and whole numbers
/// fit it.
let stretchSize = 1 << 18

/// A regular file of one byte or more, open and mapped for reading until the last reference goes.
///
/// Its pages come and go with the page cache, so a file may be larger than memory. Reading a page that the
/// file no longer has (it was cut short in the meantime) ends the process with SIGBUS; ``isUnchanged`` and
/// ``forEachStretch(_:)`` do not touch pages.
final class MappedFile: Sendable {
  let path: String
  /// As it was when the file was opened.
  let identity: FileIdentity
  private let descriptor: Int32
  /// An address is a number to Swift, and so may cross threads: nothing is ever written through it.
  private let address: UInt

  /// Takes over the descriptor.
  init(path: String, descriptor: Int32, identity: FileIdentity) throws(DatasetError) {
    let start = mmap(nil, identity.size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start, start != MAP_FAILED else {
      let error = unreadable(path)
      close(descriptor)
      throw error
    }
    self.path = path
    self.identity = identity
    self.descriptor = descriptor
    address = UInt(bitPattern: start)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(bitPattern: address), identity.size)
    close(descriptor)
  }

  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: identity.size)
  }

  /// Whether nobody has written to the file since it was opened; another file of its name does not count.
  var isUnchanged: Bool {
    FileIdentity(descriptor)?.hasContents(of: identity) ?? false
  }

  /// Gives the file from `start` to its end, one stretch after another, without mapping a page of it: what is
  /// only looked at once does not stay in this process's memory.
  func forEachStretch(
    from start: Int, _ body: (_ stretch: UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: stretchSize, alignment: 64)
    defer { buffer.deallocate() }
    var offset = start
    while offset < identity.size {
      let stretch = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(identity.size - offset))
      try fill(stretch, from: offset)
      try body(UnsafeRawBufferPointer(stretch))
      offset += stretch.count
    }
  }

  private func fill(_ stretch: UnsafeMutableRawBufferPointer, from offset: Int) throws(DatasetError) {
    var filled = 0
    while filled < stretch.count {
      let count = pread(
        descriptor, stretch.baseAddress?.advanced(by: filled), stretch.count - filled, off_t(offset + filled))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      guard count > 0 else { throw changed(path) }
      filled += count
    }
  }

  /// Lets go of the pages that lie wholly in a part of the file; reading them maps them again.
  func release(_ part: Range<Int>) {
    let page = Int(getpagesize())
    let start = (part.lowerBound + page - 1) / page * page
    let end = part.upperBound == identity.size ? part.upperBound : part.upperBound / page * page
    guard start < end, end <= identity.size else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: address + UInt(start)), end - start, MADV_DONTNEED)
  }
}
