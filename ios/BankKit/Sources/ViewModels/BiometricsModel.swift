import KunciCore
import Observation

/// A finger or face beside the Unlock Code: on by the code and the finger, off by the phone alone.
@MainActor @Observable
public final class BiometricsModel {
  /// Nil until it is known.
  public private(set) var isOn: Bool?
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any BiometricPort
  @ObservationIgnored private let host: any BiometricHost
  @ObservationIgnored private let finger: Finger

  public init(phone: any BiometricPort, host: any BiometricHost, language: Language) {
    self.phone = phone
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
      try await finger.ask(phone.beginBiometricEnable(code: pad.entry)).enabled()?.biometric
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
