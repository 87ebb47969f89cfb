/// What the customer is warned of before the session ends.
public struct SessionWarning: Equatable, Sendable {
  public let seconds: UInt32
  /// False at the end of its longest time.
  public let canStay: Bool
}
