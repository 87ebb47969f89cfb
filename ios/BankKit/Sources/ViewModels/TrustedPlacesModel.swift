import KunciCore
import Observation

/// Whether loosening waits outside trusted places: on by possession alone, off by approval.
@MainActor @Observable
public final class TrustedPlacesModel {
  /// Nil until the bank has said.
  public private(set) var isOn: Bool?
  /// How long it waits.
  public private(set) var waitSeconds: UInt64 = 0
  /// Whether the phone is at a trusted place now; nil where it cannot tell.
  public private(set) var isHere: Bool?
  /// How many places are trusted.
  public private(set) var count = 0
  /// The present Wi-Fi was to be trusted and cannot be.
  public private(set) var isNotNow = false
  public let work: Work
  @ObservationIgnored private let places: any PlaceHost
  @ObservationIgnored private let phone: any SecurityPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  public init(
    phone: any SecurityPort, places: any PlaceHost, language: Language,
    onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.places = places
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    show(await work.run { try await phone.trustedPlaces() })
    await look()
  }

  /// To trust a place loosens, and nobody approves it: so it can be done only while the wish is off at the bank.
  public func trustHere() async {
    await load()
    guard isOn == false else { return }
    if case .accessPoint(let digest) = await places.read() {
      places.trusted.insert(digest)
      await look()
    } else {
      isNotNow = true
    }
  }

  /// Fewer places tighten.
  public func forgetAll() async {
    places.trusted = []
    await look()
  }

  public func permit() {
    places.askToSee()
  }

  private func look() async {
    isNotNow = false
    count = places.trusted.count
    isHere = await places.isHere()
  }

  public func switchOn() async {
    show(await work.run { try await phone.switchTrustedPlacesOn() })
  }

  public func switchOff() async {
    if let operation = await work.run({ try await phone.switchTrustedPlacesOff() }) { onApproval(operation) }
  }

  public func close() {
    work.close()
  }

  private func show(_ places: KunciCore.TrustedPlacesView?) {
    guard let places else { return }
    isOn = places.on
    waitSeconds = places.waitSeconds
  }
}
