/// Where the phone is and who may be listening: yes or no, nothing finer.
public struct Surroundings: Equatable, Sendable {
  /// Nil where the app cannot tell.
  public let trustedPlace: Bool?
  public let onCall: Bool
  public let screenShared: Bool

  public init(trustedPlace: Bool? = nil, onCall: Bool = false, screenShared: Bool = false) {
    self.trustedPlace = trustedPlace
    self.onCall = onCall
    self.screenShared = screenShared
  }
}

/// What the phone itself does for the app, behind small interfaces so that tests can put their own in.
public struct PhoneHost: Sendable {
  public let biometrics: any BiometricHost
  /// What is so now, besides the place: `places` say that.
  public let surroundings: @MainActor @Sendable () -> Surroundings
  public let places: any PlaceHost
  public let papers: any PaperHost
  /// Whether the phone's protection was taken off; nil where it cannot be told.
  public let isRooted: @MainActor @Sendable () async -> Bool?
  /// The camera, or whatever else reads a QR code: its text, nil if the customer gave up. Nil on a phone without one.
  public let scan: (@MainActor @Sendable () async -> String?)?

  public init(
    biometrics: any BiometricHost, places: any PlaceHost, papers: any PaperHost,
    surroundings: @escaping @MainActor @Sendable () -> Surroundings,
    isRooted: @escaping @MainActor @Sendable () async -> Bool?,
    scan: (@MainActor @Sendable () async -> String?)? = nil
  ) {
    self.biometrics = biometrics
    self.places = places
    self.papers = papers
    self.surroundings = surroundings
    self.isRooted = isRooted
    self.scan = scan
  }

  /// What goes with an approval.
  @MainActor public func now() async -> Surroundings {
    let isHere = await places.isHere()
    let around = surroundings()
    return Surroundings(trustedPlace: isHere, onCall: around.onCall, screenShared: around.screenShared)
  }
}
