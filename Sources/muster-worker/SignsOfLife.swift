import Glibc
import WorkerProtocol

/// Sends a sign of life whenever nothing else was sent for two seconds, from a thread that sleeps in between. A
/// process that is stopped, or lies on a dead machine, sends none; one that trains for hours does.
func sendSignsOfLife(over output: Output) {
  var thread = pthread_t()
  let beat: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let context else { return nil }
    let output = Unmanaged<Output>.fromOpaque(context).takeRetainedValue()
    let frame = Reply.alive.encoded()
    while true {
      let due = output.write(frame, afterSilenceOf: 2)
      poll(nil, 0, Int32(max(1, (due * 1000).rounded(.up))))
    }
  }
  pthread_create(&thread, nil, beat, Unmanaged.passRetained(output).toOpaque())
}
