extension String {
  /// The text without what differs from run to run or machine to machine: times, durations, hosts, processes, folders.
  /// Digests stay apart: each is named by its first appearance, so that equal ones are seen to be equal.
  func masked(_ folder: Folder) -> String {
    let text = replacing(Muster.programs + "/muster", with: "MUSTER").replacing(folder.path, with: "FOLDER")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "TIME")
      .replacing(/in \d+(\.\d)? (ms|s)\b/, with: "in DURATION")
      .replacing(/by (\S+) on \S+/) { "by \($0.output.1) on HOST" }
      .replacing(/process \d+ on \S+/, with: "process PID on HOST")
      .replacing(/local on .*, fingerprint \w+/, with: "local on MACHINE")
      .replacing(/TIME on \S+,/, with: "TIME on HOST,")
      .replacing(/\d\.\d{3}(  [0-9a-f]{12})(?![0-9a-f])/) { "S.SSS" + $0.output.1 }
    var names: [Substring] = []
    return text.replacing(/\b([0-9a-f]{64}|[0-9a-f]{12})\b/) { match in
      let short = match.output.1.prefix(12)
      if !names.contains(short) { names.append(short) }
      let number = (names.firstIndex(of: short) ?? 0) + 1
      return match.output.1.count == 64 ? "DIGEST-\(number)" : "DIGEST-\(number)…"
    }
  }
}
