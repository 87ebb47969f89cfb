import KunciCore
import Observation

/// Six digits being typed. They go straight to the core; only their count is known here.
@MainActor @Observable
public final class CodePadModel {
  public static let length = 6

  /// How many digits are in.
  public private(set) var count = 0
  @ObservationIgnored let entry = CodeEntry()

  public init() {}

  /// All six are in.
  public var isFull: Bool { count == Self.length }

  /// Takes one more digit; what the core does not take changes nothing.
  public func press(_ digit: UInt8) {
    try? entry.push(digit: digit)
    refresh()
  }

  /// Takes the last digit back.
  public func backspace() {
    entry.backspace()
    refresh()
  }

  /// Wipes the digits.
  public func clear() {
    entry.clear()
    refresh()
  }

  private func refresh() {
    count = Int(entry.len())
  }
}
