import Determinism
import Testing

struct JSONTests {
  private let sample = JSON.object([
    ("zeta", .int(-1)), ("alpha", .array([.null, .bool(true), .bool(false), .double(0.1)])),
    ("empty", .object([])),
    ("none", .array([])), ("inner", .object([("b", .string("x")), ("a", .array([.int(.max)]))])),
  ])

  @Test func `keeps keys in their order, one value a line`() {
    #expect(
      sample.text() == """
        {
          "zeta": -1,
          "alpha": [
            null,
            true,
            false,
            0.1
          ],
          "empty": {},
          "none": [],
          "inner": {
            "b": "x",
            "a": [
              9223372036854775807
            ]
          }
        }
        """)
  }

  @Test func `fits on one line without a space`() {
    #expect(
      sample.text(indented: false)
        == #"{"zeta":-1,"alpha":[null,true,false,0.1],"empty":{},"none":[],"inner":{"b":"x","a":[9223372036854775807]}}"#
    )
  }

  /// As Python's json.dumps with ensure_ascii=False writes it.
  @Test func `escapes quotes, backslashes and control characters, and nothing else`() {
    #expect(
      JSON.quoted("a\"b\\c\n\r\t\0\u{1f}\u{7f}/é€😀") == #""a\"b\\c\n\r\t\u0000\u001f"# + "\u{7f}" + #"/é€😀""#)
    #expect(JSON.object([("\"\u{8}", .null)]).text(indented: false) == #"{"\"\u0008":null}"#)
    #expect(JSON.quoted("") == #""""#)
  }

  @Test func `writes the shortest digits that give the double back`() {
    let doubles: [Double] = [0, -0.0, 1, 0.1, 1e21, 1e-7, 123456789.125, 0x1p-1074, .greatestFiniteMagnitude]
    #expect(
      doubles.map { JSON.double($0).text() } == [
        "0.0", "-0.0", "1.0", "0.1", "1e+21", "1e-07", "123456789.125", "5e-324", "1.7976931348623157e+308",
      ])
    #expect([Double.nan, .infinity, -.infinity].map { JSON.double($0).text() } == ["null", "null", "null"])
  }
}
