import Testing

@testable import Record

struct TimestampTests {
  /// From `date -u -d @SECONDS`.
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (1_795_364_465_250, "2026-11-22T16:21:05.250Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
      (-1, "1969-12-31T23:59:59.999Z"), (253_402_300_799_000, "9999-12-31T23:59:59.000Z"),
    ] as [(Int64, String)])
  func `milliseconds and text agree`(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-13-01T00:00:00.000Z", "2026-02-29T00:00:00.000Z", "2026-02-28T24:00:00.000Z",
    "2026-02-28 23:00:00.000Z", "9999999999999999999999Z0", "ÿÿÿÿÿÿÿÿÿÿÿÿ",
  ])
  func `other texts are no time`(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
