import Determinism
import Testing

struct JSONParsingTests {
  @Test func `every kind of value is read`() throws {
    let text =
      " {\"a\" : [1, -0, 2.5e-3, true, false, null, {}], \"b\\u00e9\\ud83d\\ude00\\n\\/\": \"\\\"x\\\\\", \"\": []}\n"
    let json = try JSON(parsing: text.utf8)
    #expect(
      json.text(indented: false)
        == "{\"a\":[1,0,0.0025,true,false,null,{}],\"bé😀\\n/\":\"\\\"x\\\\\",\"\":[]}")
    #expect(json["a"] != nil)
    #expect(json["c"] == nil)
    #expect(JSON.null["a"] == nil)
  }

  @Test(arguments: [0.1, 1e300, Double.leastNonzeroMagnitude, -1.7976931348623157e308, 123_456_789.125, 1e22])
  func `a number that was written is read as the same bits`(number: Double) throws {
    guard case .double(let read) = try JSON(parsing: JSON.double(number).text().utf8) else {
      Issue.record("it is no double")
      return
    }
    #expect(read.bitPattern == number.bitPattern)
  }

  /// Among them of https://github.com/nst/JSONTestSuite what a parser must refuse.
  @Test(arguments: [
    "", " ", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{'a':1}", "[1", "{\"a\":1", "\"a",
    "\"\\", "\"\\x\"",
    "\"\\u12\"", "\"\\u+123\"", "\"\\u-000\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\t\"",
    "01", "-01",
    "+1", "1.", ".5",
    "1e", "1e+", "-", "NaN", "Infinity", "tru", "nul", "[1]]", "1e999", "{\"a\":1,\"a\":2}", "0x1",
    "[\u{0B}1]",
  ]) func `what is no JSON is refused`(text: String) {
    #expect(throws: JSONFault.self) { try JSON(parsing: text.utf8) }
  }

  @Test func `text that is not UTF-8 is refused, and so is what is nested too deeply`() {
    #expect(throws: JSONFault(reason: "text that is not UTF-8", position: 3)) {
      try JSON(parsing: [0x22, 0xFF, 0x22])
    }
    let deep = { (levels: Int) in
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    #expect(throws: Never.self) { try JSON(parsing: deep(64).utf8) }
    #expect(throws: JSONFault(reason: "more than 64 levels", position: 64)) {
      try JSON(parsing: deep(65).utf8)
    }
  }
}
