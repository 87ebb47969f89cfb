import KunciCore

extension Money {
  /// "1.250.000" as minor units; nil for what is no whole number or too large to be one.
  static func whole(_ text: String, currency: String, exponent: UInt8) -> Money? {
    guard let whole = Int64(text.filter { !".,  ".contains($0) }) else { return nil }
    var minor = whole
    for _ in 0..<exponent {
      let (product, overflow) = minor.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      minor = product
    }
    return Money(minor: minor, currency: currency, exponent: exponent)
  }
}
