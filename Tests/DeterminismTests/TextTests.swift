import Determinism
import Testing

struct TextTests {
  @Test func `what shows nothing is seen, and what spells words and emoji stays`() {
    let unseen: [Unicode.Scalar] = [
      "\0", "\t", "\n", "\u{1B}", "\u{7F}", "\u{85}", "\u{AD}", "\u{61C}", "\u{180E}", "\u{200B}", "\u{200E}",
      "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}",
      "\u{3164}",
      "\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "\u{E0041}",
    ]
    for scalar in unseen { #expect(scalar.isUnseen, "\(scalar.value)") }
    #expect(
      String(String.UnicodeScalarView(unseen)).seen == String(repeating: "\u{FFFD}", count: unseen.count))
    for text in [
      "", "plain ~", "é", "e\u{301}", "日本", "👩\u{200D}🔬", "❤\u{FE0F}", "می\u{200C}خواهم", "\u{A0}",
    ] {
      #expect(text.seen == text)
    }
  }

  /// As Python's csv module writes it, but for the quotes around what has spaces at its ends.
  @Test func `a field of CSV is quoted where it must be`() {
    let fields = [
      "": "", "plain": "plain", "a b": "a b", "a,b": "\"a,b\"", "a\"b": "\"a\"\"b\"", "a\nb": "\"a\nb\"",
      "a\rb": "\"a\rb\"", "a\r\nb": "\"a\r\nb\"", " a": "\" a\"", "a ": "\"a \"", "=1": "=1",
      "\"\u{301}": "\"\"\"\u{301}\"",
    ]
    for (text, field) in fields { #expect(text.csvField.utf8.elementsEqual(field.utf8), "\(text)") }
    #expect(
      ["=1", "+1", "-1", "@a", "a=1", ""].map(\.guardedAgainstFormulas) == [
        "'=1", "'+1", "'-1", "'@a", "a=1", "",
      ])
  }
}
