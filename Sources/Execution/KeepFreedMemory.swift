import Glibc

/// Every round takes memory for updates and gives it back. Up to some tens of megabytes the allocator then keeps it for
/// the next round: giving it back to the kernel and touching it anew costs more than filling it.
func keepFreedMemory() {
  typealias Mallopt = @convention(c) (Int32, Int32) -> Int32
  // Of glibc's malloc.h, which Swift's Glibc does not show.
  let (trimThreshold, mmapThreshold): (Int32, Int32) = (-1, -3)
  guard let address = dlsym(nil, "mallopt") else { return }
  let mallopt = unsafeBitCast(address, to: Mallopt.self)
  _ = mallopt(mmapThreshold, 32 << 20)
  _ = mallopt(trimThreshold, 64 << 20)
}
