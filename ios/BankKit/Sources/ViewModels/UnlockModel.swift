import KunciCore
import Observation

/// The Unlock Code after the password: the session becomes a full one.
@MainActor @Observable
public final class UnlockModel {
  public let pad = CodePadModel()
  public let work: Work
  /// A finger or face serves as well.
  public private(set) var hasFinger = false
  @ObservationIgnored private let finger: Finger?
  @ObservationIgnored private let phone: any UnlockPort & BiometricPort
  @ObservationIgnored private let isRooted: @MainActor @Sendable () async -> Bool?
  @ObservationIgnored private let onOtherWay: @MainActor (Way) -> Void
  @ObservationIgnored private let onSession: @MainActor (SessionView) -> Void

  /// Where a phone goes on whose token alone opens no session.
  public enum Way: Equatable, Sendable {
    /// The bank wants to know by other means who it is.
    case stepUp
    /// The token does not work any more: its screen has the ways out.
    case token
  }

  public init(
    phone: any UnlockPort & BiometricPort, biometrics: (any BiometricHost)? = nil, language: Language,
    isRooted: @escaping @MainActor @Sendable () async -> Bool? = { nil },
    onOtherWay: @escaping @MainActor (Way) -> Void = { _ in }, onSession: @escaping @MainActor (SessionView) -> Void
  ) {
    self.phone = phone
    self.isRooted = isRooted
    self.onOtherWay = onOtherWay
    finger = biometrics.map { Finger(phone: phone, host: $0, language: language) }
    self.onSession = onSession
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func unlock() async {
    defer { pad.clear() }
    let session = await work.run {
      try phone.setIntegrity(rooted: await isRooted())
      return try await phone.signInWithToken(code: pad.entry)
    }
    if let session { onSession(session) } else { follow() }
  }

  public func load() async {
    hasFinger = await finger?.isOn() ?? false
  }

  public func unlockByFinger() async {
    guard let finger else { return }
    let session = await work.run {
      try phone.setIntegrity(rooted: await isRooted())
      return try await finger.ask(phone.beginBiometric(purpose: .signIn)).session()
    }
    if let session, let session { onSession(session) } else { follow() }
  }

  /// Some refusals have a screen of their own.
  private func follow() {
    guard let code = work.problem?.code else { return }
    let ended = [PhoneError.TokenSetBack, .TokenSuperseded, .TokenSuspended, .TokenLocked]
    if code == errorCode(error: .StepUpRequired) {
      onOtherWay(.stepUp)
    } else if ended.map({ errorCode(error: $0) }).contains(code) {
      onOtherWay(.token)
    }
  }

  /// Wipes the digits.
  public func close() {
    work.close()
    pad.clear()
  }
}
