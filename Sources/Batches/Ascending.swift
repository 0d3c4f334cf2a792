/// Whole numbers, each once, of which the smallest is wanted next.
struct Ascending {
  /// From the largest to the smallest: what is taken is at the end.
  private var numbers: [Int] = []

  init(_ numbers: some Sequence<Int> = []) {
    for number in numbers { insert(number) }
  }

  var first: Int? { numbers.last }

  mutating func insert(_ number: Int) {
    let place = place(of: number)
    if place == numbers.count || numbers[place] != number { numbers.insert(number, at: place) }
  }

  mutating func remove(_ number: Int) {
    let place = place(of: number)
    if place < numbers.count, numbers[place] == number { numbers.remove(at: place) }
  }

  mutating func popFirst() -> Int? { numbers.popLast() }

  /// Where the number is or belongs.
  private func place(of number: Int) -> Int {
    var range = 0..<numbers.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = numbers[middle] > number ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
