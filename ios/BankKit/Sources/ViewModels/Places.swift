/// What the phone says about the network it is in.
public enum PlaceReading: Equatable, Sendable {
  /// No permission, or the location is off: iOS then tells nothing of the Wi-Fi.
  case hidden
  /// Not in a Wi-Fi.
  case noWifi
  /// Anybody can have an open Wi-Fi of any name.
  case open
  /// A digest of the access point: its name and address stay with the host.
  case accessPoint(digest: String)

  /// Whether this is a place that the customer trusts; nil where that cannot be told.
  public func isTrusted(among trusted: Set<String>) -> Bool? {
    // Whoever has chosen no place has said nothing about this one.
    if trusted.isEmpty { return nil }
    switch self {
    case .hidden: return nil
    case .noWifi, .open: return false
    case .accessPoint(let digest): return trusted.contains(digest)
    }
  }
}

/// The places that the customer trusts, kept on this phone only: a yes or no leaves it, and never a place.
@MainActor
public protocol PlaceHost: AnyObject, Sendable {
  /// Where the phone is now.
  func read() async -> PlaceReading
  /// The digests that were kept.
  var trusted: Set<String> { get set }
  /// Asks the customer to let the app see the Wi-Fi.
  func askToSee()
}

extension PlaceHost {
  /// Whether the phone is at a trusted place; nil where it cannot tell.
  public func isHere() async -> Bool? {
    await read().isTrusted(among: trusted)
  }
}
