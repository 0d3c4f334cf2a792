import GRDB
import Glibc

/// The record: one SQLite file that holds what was trained, by whom, and what each earned.
///
/// Any number of readers, one writer. Close it when done; a record that is let go without being closed is as
/// safe as after a kill.
package final class Record: Sendable {
  package enum Access: Sendable, Equatable {
    /// Needs no lock, changes nothing, and goes on while another process writes.
    case reading
    /// Makes the record if there is none. While another process writes, waits up to so many seconds.
    case writing(waitSeconds: Double = 0)
  }

  package let path: String
  let queue: DatabaseQueue
  let lock: WriterLock?
  let now: @Sendable () -> Timestamp

  private init(
    path: String, queue: DatabaseQueue, lock: WriterLock?, now: @escaping @Sendable () -> Timestamp
  ) {
    self.path = path
    self.queue = queue
    self.lock = lock
    self.now = now
  }

  /// - Parameters:
  ///   - host: this host's name, for whoever finds the record locked.
  ///   - now: the clock that run times are read from.
  package static func open(
    path: String, for access: Access, host: String = Record.hostName(),
    now: @escaping @Sendable () -> Timestamp = Timestamp.now
  ) throws(RecordError) -> Record {
    switch access {
    case .reading:
      if path.isEmpty { throw .cannotRead(path: path, reason: emptyPath) }
      return try openForReading(path: path, now: now)
    case .writing(let waitSeconds):
      if path.isEmpty { throw .cannotWrite(path: path, reason: emptyPath) }
      return try openForWriting(path: path, waitSeconds: waitSeconds, host: host, now: now)
    }
  }

  private static let emptyPath = "its path is empty"

  /// Leaves one file behind and lets the next writer in.
  package func close() throws(RecordError) {
    defer { lock?.release() }
    if lock != nil { try gather() }
    do { try queue.close() } catch { throw RecordError(error, path: path) }
  }

  /// Closes a record that was made for nothing, and removes it unless something was recorded.
  package func discard() throws(RecordError) {
    defer { lock?.release() }
    let (runs, batches) = (try runs(), try batches())
    try gather()
    do { try queue.close() } catch { throw RecordError(error, path: path) }
    if runs.isEmpty && batches.isEmpty { unlink(Record.neighbour(of: path, "")) }
  }

  private static func openForReading(
    path: String, now: @escaping @Sendable () -> Timestamp
  ) throws(RecordError) -> Record {
    let file = try RecordFile(path: path)
    try file.requireRecord(path: path)
    if case .record(let schema) = file, schema < Schema.version {
      throw .olderSchema(path: path, found: schema, known: Schema.version)
    }
    let record = Record(path: path, queue: try connectForReading(path: path), lock: nil, now: now)
    try record.read { db in try RecordFile(db).requireRecord(path: path) }
    return record
  }

  private static func openForWriting(
    path: String, waitSeconds: Double, host: String, now: @escaping @Sendable () -> Timestamp
  ) throws(RecordError) -> Record {
    try requireWritable(path: path)
    let lock = try acquireLock(path: path, waitSeconds: waitSeconds)
    lock.announce(LockHolder(pid: Int(getpid()), host: host, since: now().description))
    // Looked at again: another may have made the record meanwhile.
    if try RecordFile(path: path) == .absent { try make(path: path) }
    let record = Record(path: path, queue: try connect(path: path, readonly: false), lock: lock, now: now)
    let isOlder = try record.write { db in
      let found = try RecordFile(db)
      switch found {
      // A journal took its making back.
      case .absent: try Schema.create(in: db)
      case .record(let schema) where schema < Schema.version: try Schema.migrate(db, from: schema)
      default: break
      }
      try db.execute(sql: "UPDATE attempt SET ending = 'killed' WHERE ending IS NULL")
      return found != .record(schema: Schema.version)
    }
    // Its version is read from the file, not from the log beside it.
    if isOlder { try record.configure("PRAGMA wal_checkpoint(TRUNCATE)") }
    return record
  }

  private static func requireWritable(path: String) throws(RecordError) {
    let file = try RecordFile(path: path)
    if file != .absent { try file.requireRecord(path: path) }
    let folder = folder(of: path)
    guard access(folder, F_OK) == 0 else {
      throw RecordError.cannotWrite(path: path, reason: "the folder \(folder) does not exist")
    }
    if file != .absent, access(path, W_OK) != 0 {
      throw RecordError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func acquireLock(path: String, waitSeconds: Double) throws(RecordError) -> WriterLock {
    do {
      return try WriterLock.acquire(path: lockPath(of: path), waitSeconds: waitSeconds)
    } catch {
      switch error {
      case .held(let holder): throw .locked(path: path, holder: holder)
      case .system(let reason): throw .cannotWrite(path: path, reason: reason)
      }
    }
  }

  /// What this machine calls itself.
  package static func hostName() -> String {
    var name = [UInt8](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// One file has one lock.
  static func lockPath(of path: String) -> String { neighbour(of: path, ".lock") }

  /// Beside the file itself, whatever link leads to it.
  static func neighbour(of path: String, _ suffix: String) -> String {
    guard let file = realpath(path, nil) else { return path + suffix }
    defer { free(file) }
    return String(cString: file) + suffix
  }

  /// What a killed writer left half done can be taken back only by whoever may write.
  private static func connectForReading(path: String) throws(RecordError) -> DatabaseQueue {
    do {
      return try connect(path: path, readonly: true)
    } catch .cannotRead where access(neighbour(of: path, "-wal"), F_OK) == 0 {
      throw leftOpen(path)
    } catch .cannotWrite {
      do {
        let queue = try connect(path: path, readonly: false)
        try queue.inDatabase { try $0.execute(sql: "PRAGMA query_only = 1") }
        return queue
      } catch {
        if case .cannotWrite = RecordError(error, path: path) { throw leftOpen(path) }
        throw RecordError(error, path: path)
      }
    }
  }

  private static func leftOpen(_ path: String) -> RecordError {
    .cannotRead(
      path: path,
      reason: "a writer left it open, and then it is read only in a folder that can be written; "
        + "copy the record, and its -wal or -journal if there is one, to such a folder")
  }

  /// The same file by a name that SQLite takes as it stands: to it `:memory:` and `file:` are no files.
  static func plain(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

  static func connect(path: String, readonly: Bool) throws(RecordError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(10)
    do { return try DatabaseQueue(path: plain(path), configuration: configuration) } catch {
      throw RecordError(error, path: path)
    }
  }
}

extension Record {
  /// One read transaction.
  func read<Value>(_ body: (Database) throws -> Value) throws(RecordError) -> Value {
    do { return try queue.read(body) } catch { throw RecordError(error, path: path) }
  }

  /// One transaction: all of it happens, or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws(RecordError) -> Value {
    do { return try queue.write(body) } catch { throw RecordError(error, path: path) }
  }

  /// While a run goes on, readers are not held up and a round costs no disk flush: a kill loses nothing, a
  /// power cut at most the last rounds.
  func prepareForRounds() throws(RecordError) {
    // Pages are moved from the log to the file rarely: rounds change the same ones, and moving them costs a flush.
    try configure(
      "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA wal_autocheckpoint = 16384")
  }

  /// What is recorded so far is on the disk, whatever happens now. Other runs may be on their way.
  func flush() throws(RecordError) { try configure("PRAGMA wal_checkpoint(PASSIVE)") }

  /// Everything back into the one file, and on the disk. A reader that is still looking may hold up the
  /// change of journal; then the next writer makes it.
  func gather() throws(RecordError) {
    try configure("PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 500")
    do {
      try configure("PRAGMA journal_mode = DELETE")
    } catch .locked {
      try configure("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try configure("PRAGMA busy_timeout = 10000")
  }

  func configure(_ pragmas: String...) throws(RecordError) {
    do {
      try queue.inDatabase { db in
        for pragma in pragmas { _ = try Row.fetchAll(db, sql: pragma) }
      }
    } catch { throw RecordError(error, path: path) }
  }
}
