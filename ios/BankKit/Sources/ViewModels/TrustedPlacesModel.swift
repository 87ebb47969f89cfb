import KunciCore
import Observation

/// Whether loosening waits outside trusted places: on by possession alone, off by approval.
@MainActor @Observable
public final class TrustedPlacesModel {
  /// Nil until the bank has said.
  public private(set) var isOn: Bool?
  /// How long it waits.
  public private(set) var waitSeconds: UInt64 = 0
  public let work: Work
  @ObservationIgnored private let phone: any SecurityPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  public init(
    phone: any SecurityPort, language: Language, onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    show(await work.run { try await phone.trustedPlaces() })
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
