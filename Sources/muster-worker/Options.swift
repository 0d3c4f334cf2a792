/// What the worker is started with. A command in authorized_keys may give the same.
struct Options {
  var showsVersion = false
  var dataRoots = DataRoots(folders: [])

  static let usage = """
    usage: muster-worker [--data-root FOLDER]...
           muster-worker --version
    It is started by muster, and speaks to it over standard input and output.
    """

  /// - Returns: nil when the arguments are not understood.
  init?(_ arguments: some Sequence<String>) {
    var arguments = arguments.makeIterator()
    var folders: [String] = []
    while let argument = arguments.next() {
      switch argument {
      case "--version": showsVersion = true
      case "--data-root":
        guard let folder = arguments.next(), !folder.isEmpty else { return nil }
        folders.append(folder)
      default: return nil
      }
    }
    dataRoots = DataRoots(folders: folders)
  }
}
