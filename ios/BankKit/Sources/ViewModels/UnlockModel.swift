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
  @ObservationIgnored private let onSession: @MainActor (SessionView) -> Void

  public init(
    phone: any UnlockPort & BiometricPort, biometrics: (any BiometricHost)? = nil, language: Language,
    onSession: @escaping @MainActor (SessionView) -> Void
  ) {
    self.phone = phone
    finger = biometrics.map { Finger(phone: phone, host: $0, language: language) }
    self.onSession = onSession
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func unlock() async {
    defer { pad.clear() }
    let session = await work.run { try await phone.signInWithToken(code: pad.entry) }
    if let session { onSession(session) }
  }

  public func load() async {
    hasFinger = await finger?.isOn() ?? false
  }

  public func unlockByFinger() async {
    guard let finger else { return }
    let session = await work.run {
      try await finger.ask(phone.beginBiometric(purpose: .signIn)).session()
    }
    if let session, let session { onSession(session) }
  }

  /// Wipes the digits.
  public func close() {
    work.close()
    pad.clear()
  }
}
