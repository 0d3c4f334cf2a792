import WorkerProtocol

/// How the workers of one fake pool behave. Chances are in thousandths, drawn for every answer.
struct Habits {
  /// The worker dies in place of answering.
  var deaths = 0
  /// It says nothing any more, not even that it is alive.
  var hangs = 0
  /// It answers a thousand times later, and says meanwhile that it is alive.
  var delays = 0
  /// A bit of the answer is flipped on the way.
  var damages = 0

  /// By virtual time: when its host cannot be reached, and is not heard of.
  var outages: [ClosedRange<Double>] = []
  /// Clients whose training ends the worker that tries it, always.
  var poison: Set<Int> = []
  /// Clients whose training diverges.
  var diverging: Set<Int> = []
  /// Clients whose training never ends.
  var endless: Set<Int> = []
  /// Clients for which the pool's first worker claims a row visit too many.
  var lying: Set<Int> = []
  /// Workers with higher numbers give other bits.
  var driftsAfter = Int.max
  /// Workers up to this number never say a word.
  var muteUpTo = 0
  /// In this round updates are huge; a model that took them scores NaN, and training from it diverges.
  var hugeIn = 0
  /// What it says once it is prepared, in place of anything sensible.
  var garbage: [UInt8] = []
  /// Whether no worker can be started.
  var cannotStart = false
  /// Whether its host lets nobody in.
  var isBarred = false
  /// What it signs with, where that is wanted.
  var key: SigningKey? = SigningKey(seed: Array(repeating: 7, count: 32))
}
