import Foundation
import KunciCore
import Observation

/// A one-time PIN, made without a network.
@MainActor @Observable
public final class OtpModel {
  /// A PIN on the screen.
  public struct Shown: Equatable, Sendable {
    public let digits: String
    /// Digit by digit, for a screen reader.
    public let spoken: String
    /// "valid for 12 more seconds"
    public let validity: String
    public let seconds: Int
    /// The phone's clock was moved by hand; the PIN is right all the same.
    public let clockMoved: Bool
  }

  public let pad = CodePadModel()
  public private(set) var shown: Shown?
  public let work: Work
  /// A finger or face serves as well.
  public private(set) var hasFinger = false
  @ObservationIgnored private let finger: Finger?
  @ObservationIgnored private let phone: any OtpPort & BiometricPort

  public init(phone: any OtpPort & BiometricPort, biometrics: (any BiometricHost)? = nil, language: Language) {
    self.phone = phone
    finger = biometrics.map { Finger(phone: phone, host: $0, language: language) }
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func make() async {
    defer { pad.clear() }
    shown = nil
    if let otp = await work.run({ try await phone.otp(code: pad.entry) }) { show(otp) }
  }

  public func load() async {
    hasFinger = await finger?.isOn() ?? false
  }

  public func makeByFinger() async {
    guard let finger else { return }
    shown = nil
    let otp = await work.run { try await finger.ask(phone.beginBiometric(purpose: .otp)).otp() }
    if let otp, let otp { show(otp) }
  }

  private func show(_ otp: OtpCode) {
    shown = Shown(
      digits: text(otp.digits()), spoken: text(otp.spoken()), validity: otp.validity(language: work.language.tag),
      seconds: Int(otp.secondsLeft()), clockMoved: otp.clockMovedMs() != 0)
  }

  /// Waits until the PIN has lost its validity, then takes it off the screen.
  public func expire() async {
    guard let waited = shown else { return }
    try? await Task.sleep(for: .seconds(waited.seconds))
    if shown == waited { hide() }
  }

  /// Takes the PIN off the screen.
  public func hide() {
    shown = nil
  }

  /// Wipes digits and PIN.
  public func close() {
    work.close()
    pad.clear()
    hide()
  }

  private func text(_ bytes: Data) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
