package import Glibc

/// Keeps from a child whatever this process was itself handed, such as a lock that a shell opened, and another thread's
/// pipe that is not yet private. Swift's Glibc does not show the function, which glibc has from 2.34 on.
package func closeAllButStreams(_ actions: inout posix_spawn_file_actions_t) {
  typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
  guard let address = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
  _ = unsafeBitCast(address, to: CloseFrom.self)(&actions, STDERR_FILENO + 1)
}
