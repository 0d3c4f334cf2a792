import Testing
import YAMLTree

struct PositionTests {
  let text = source("\u{FEFF}aé\r\nb\rc\n\n日x")

  @Test func `lines without their ends`() {
    #expect((0...7).map(text.line) == ["aé", "aé", "b", "c", "", "日x", "", ""])
  }

  @Test func `positions of bytes`() {
    let offsets = [-5, 0, 3, 4, 6, 7, 8, 9, 10, 12, 13, 14, 17, 18, 99]
    let positions = offsets.map { "\(text.position(ofByte: $0).line):\(text.position(ofByte: $0).column)" }
    #expect(
      positions == [
        "1:1", "1:1", "1:1", "1:2", "1:3", "1:4", "2:1", "2:2", "3:1", "4:1", "5:1", "5:2", "5:3", "5:3",
        "5:3",
      ])
  }
}
