import KunciCore
import Observation

/// How the token stands, and what can be done about it.
@MainActor @Observable
public final class TokenModel {
  /// What the customer may be offered, as the token stands.
  public enum Offer: Equatable, Sendable {
    case suspend
    /// Asks for the Unlock Code.
    case remove
    case lift
    case notMe
    /// Asks for the old Unlock Code.
    case notMeWithCode
    case register
    case freezeCard
  }

  /// The core's words for a token that does not work.
  public private(set) var told: Problem?
  public private(set) var isWorking = false
  public private(set) var offers: [Offer] = []
  /// "Not me" was said: the other phone can do little until then.
  public private(set) var saidUntil: String?
  /// The old code suspended the other phone's token.
  public private(set) var isStopped = false
  /// What the code is being typed for.
  public private(set) var asking: Offer?
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any TokenPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  public init(
    phone: any TokenPort, language: Language, onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// What the phone knows, then the bank's own word, if it can be had.
  public func load() async {
    if let known = await work.run({ try await phone.token() }) { show(known) }
    if let told = await work.run({ try await phone.tokenStatus() }) { show(told) }
  }

  public func notMe() async {
    if let said = await work.run({ try await phone.notMe(code: nil) }) { show(said) }
  }

  /// The code is typed for this offer.
  public func ask(_ offer: Offer) {
    work.dismiss()
    asking = offer
  }

  /// The code is complete.
  public func useCode() async {
    let offer = asking
    defer {
      pad.clear()
      asking = nil
    }
    if offer == .remove {
      if let token = await work.run({ try await phone.removeToken(code: pad.entry) }) { show(token) }
    } else if let said = await work.run({ try await phone.notMe(code: pad.entry) }) {
      show(said)
    }
  }

  private func show(_ said: NotMeView) {
    saidUntil = work.language.moment(said.probationUntilMs)
    isStopped = said.suspended
    offers.removeAll { $0 == .notMe || ($0 == .notMeWithCode && said.suspended) }
  }

  public func suspend() async {
    if let token = await work.run({ try await phone.suspendToken() }) { show(token) }
  }

  public func lift() async {
    if let operation = await work.run({ try await phone.liftSuspension() }) { onApproval(operation) }
  }

  public func close() {
    work.close()
    pad.clear()
  }

  private func show(_ token: TokenView) {
    let (reason, offers): (PhoneError?, [Offer]) =
      switch token.stage {
      case .active where token.setBack: (.TokenSetBack, [.register, .freezeCard])
      case .active: (nil, [.suspend, .remove])
      case .suspended: (.TokenSuspended, [.lift, .freezeCard])
      case .superseded: (.TokenSuperseded, [.notMe, .notMeWithCode, .register, .freezeCard])
      case .locked: (.TokenLocked, [.register, .freezeCard])
      case .none: (.NoToken, [.register, .freezeCard])
      case .pending: (.TokenPending, [.register, .freezeCard])
      }
    told = reason.map { Problem($0, work.language) }
    isWorking = reason == nil
    self.offers = offers
  }
}
