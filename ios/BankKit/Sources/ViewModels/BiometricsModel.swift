import KunciCore
import Observation

/// A finger or face beside the Unlock Code: on by the code and the finger, off by the phone alone.
@MainActor @Observable
public final class BiometricsModel {
  /// Nil until it is known.
  public private(set) var isOn: Bool?
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any BiometricPort & SurroundingsPort
  @ObservationIgnored private let surroundings: @MainActor () async -> Surroundings
  @ObservationIgnored private let host: any BiometricHost
  @ObservationIgnored private let finger: Finger

  public init(
    phone: any BiometricPort & SurroundingsPort, host: any BiometricHost, language: Language,
    surroundings: @escaping @MainActor () async -> Surroundings = { Surroundings() }
  ) {
    self.phone = phone
    self.surroundings = surroundings
    self.host = host
    finger = Finger(phone: phone, host: host, language: language)
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    isOn = await finger.isOn()
  }

  public func switchOn() async {
    defer { pad.clear() }
    let on = await work.run {
      try await phone.tell(surroundings())
      return try await finger.ask(phone.beginBiometricEnable(code: pad.entry)).enabled()?.biometric
    }
    if let on { isOn = on }
  }

  public func switchOff() async {
    guard let token = await work.run({ try await phone.biometricsOff() }) else { return }
    host.forget()
    isOn = token.biometric
  }

  public func close() {
    work.close()
    pad.clear()
  }
}
