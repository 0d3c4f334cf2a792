import Foundation
import Testing

@testable import Reporting

struct ChartTests {
  @Test(
    arguments: [
      ([0, 1], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([0.9375, 0.98, 0.92], ["0.92", "0.94", "0.96", "0.98"]),
      ([0, 0], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([-3, 7], ["-4", "-2", "0", "2", "4", "6", "8"]),
      ([3, 3], ["1", "2", "3", "4", "5"]), ([0, 12_345_678], ["0", "5M", "10M", "15M"]),
      ([0, 9000], ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]),
      ([0, 4.2e-5], ["0", "1e-05", "2e-05", "3e-05", "4e-05", "5e-05"]),
      ([-2e-9, 2e-9], ["-2e-09", "-1e-09", "0", "1e-09", "2e-09"]),
      ([0, 2.415e17], ["0", "5e+16", "1e+17", "1.5e+17", "2e+17", "2.5e+17"]),
      ([.nan, .infinity, 1, 2], ["1.0", "1.2", "1.4", "1.6", "1.8", "2.0"]),
    ] as [([Double], [String])])
  func `ticks are round and reach every value`(_ values: [Double], _ labels: [String]) {
    let axis = Axis(over: values, count: 5)
    #expect(axis.ticks.map(axis.label) == labels)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>) func `any axis holds its values with a few ticks`(
    _ seed: UInt64
  ) {
    let low = Double(Int(seed) * 7919 % 2001 - 1000) / 13
    let high =
      low + Double(seed * 104_729 % 977 + 1)
      * (seed.isMultiple(of: 3) ? 1e-6 : seed.isMultiple(of: 5) ? 1e7 : 1)
    let axis = Axis(over: [high, low], count: 5)
    #expect(axis.low <= low + 1e-9 * axis.step && axis.high >= high - 1e-9 * axis.step, "seed \(seed)")
    #expect((2...12).contains(axis.ticks.count), "seed \(seed): \(axis)")
  }

  /// Digits as Python's "{:.3e}" gives them, without zeros at their end.
  @Test func `a metric has four decimals, or four digits where they would mislead`() {
    let texts: [(Double, String)] = [
      (0, "0.0000"), (0.9375, "0.9375"), (0.001, "0.0010"), (-0.25, "-0.2500"), (999_999.5, "999999.5000"),
      (0.000_999_96, "1e-03"), (3.1e-5, "3.1e-05"), (1e-5, "1e-05"), (-8.123_45e-7, "-8.123e-07"),
      (9.999_6e-5, "1e-04"), (0x1p-1074, "4.941e-324"), (1e6, "1e+06"), (1_234_567, "1.235e+06"),
      (2.415_607_276_774_789e17, "2.416e+17"), (-1.797_693_134_862_315_7e308, "-1.798e+308"),
      (.infinity, "inf"), (.nan, "nan"),
    ]
    for (value, text) in texts { #expect(Figures.metric(value) == text) }
  }

  @Test func `a long curve is thinned, and keeps its peaks`() {
    let points = (1...10_000).map {
      Curve.Point(round: $0, value: $0 == 4321 ? 99 : $0 == 8765 ? -99 : Double($0 % 7))
    }
    let thinned = Curve("x", points).thinned()
    #expect(thinned.count <= 400)
    #expect(thinned.contains(Curve.Point(round: 4321, value: 99)))
    #expect(thinned.contains(Curve.Point(round: 8765, value: -99)))
    #expect(thinned.map(\.round) == thinned.map(\.round).sorted())
    #expect(Curve("x", Array(points.prefix(400))).thinned() == Array(points.prefix(400)))
  }

  @Test func `bins cover everything once`() {
    for (count, limit) in [(0, 5), (1, 5), (5, 5), (7, 5), (10_000, 150)] {
      let ranges = Bins(count, limit: limit).ranges
      #expect(ranges.count == min(count, limit))
      #expect(ranges.flatMap { Array($0) } == Array(0..<count))
    }
  }

  @Test func `spans of numbers`() {
    #expect(Spans.text([]) == "")
    #expect(Spans.text([4]) == "4")
    #expect(Spans.text([1, 2, 3, 5, 6, 9]) == "1–3, 5, 6, 9")
    #expect(Spans.text([1, 3, 5, 6], limit: 2) == "1, 3 and 2 more")
  }

  /// Relative luminance and contrast as WCAG 2.2 defines them.
  private struct Colour {
    let luminance: Double

    init?(_ hex: Substring) {
      let digits = hex.count == 3 ? hex.flatMap { [$0, $0] } : Array(hex)
      guard digits.count == 6, let number = Int(String(digits), radix: 16) else { return nil }
      let parts = [number >> 16, number >> 8 & 255, number & 255].map { part in
        let share = Double(part) / 255
        // x^2.4 by its twelfth root: x^(12/5).
        return share <= 0.04045 ? share / 12.92 : Colour.power((share + 0.055) / 1.055)
      }
      luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func power(_ base: Double) -> Double {
      // Newton's method for y⁵ = x¹².
      let target = (0..<12).reduce(1) { product, _ in product * base }
      return (0..<60).reduce(1.0) { y, _ in y - (y * y * y * y * y - target) / (5 * y * y * y * y) }
    }

    func contrast(_ other: Colour) -> Double {
      (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
    }
  }

  @Test func `text and lines stand out from what they lie on, by day and by night`() throws {
    let sheets = StyleSheet.page.text.components(separatedBy: "@media screen")
    let schemes = [sheets[0], String(sheets[1].prefix(2000))]
    for scheme in schemes {
      var colours: [String: Colour] = [:]
      for match in scheme.matches(of: /--([a-z0-9-]+):#([0-9a-f]+)/) where colours[String(match.1)] == nil {
        colours[String(match.1)] = Colour(match.2)
      }
      func check(_ name: String, on ground: String, _ least: Double) throws {
        let contrast = try #require(colours[name]).contrast(try #require(colours[ground]))
        #expect(contrast >= least, "\(name) on \(ground): \(contrast)")
      }
      for text in ["ink", "soft", "link", "mark"] { try check(text, on: "paper", 4.5) }
      for tone in ["good", "bad", "open"] { try check(tone, on: tone + "-veil", 4.5) }
      for line in 0..<6 { try check("k\(line)", on: "paper", 3) }
      for area in 0..<9 { try check("a\(area)", on: "a\(area + 1)", 1.5) }
    }
  }
}
