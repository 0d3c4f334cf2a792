import Glibc

/// Ends the process as soon as the coordinator closes standard input, even in the midst of training: it is gone, or
/// has no more use for this worker. The watcher sleeps until then.
func exitOnHangUp() {
  var thread = pthread_t()
  let watch: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { _ in
    var input = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
    while poll(&input, 1, -1) < 0 && errno == EINTR {}
    _exit(0)
  }
  pthread_create(&thread, nil, watch, nil)
}
