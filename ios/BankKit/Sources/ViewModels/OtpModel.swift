import Foundation
import KunciCore
import Observation

/// A one-time PIN, made without a network.
@MainActor @Observable
public final class OtpModel {
  /// The present PIN and its neighbours: the website takes them too, for whoever was too slow or reads another clock.
  public enum Beside: CaseIterable, Equatable, Sendable {
    case before
    case now
    case after
  }

  /// Six digits.
  public struct Pin: Equatable, Sendable {
    public let digits: String
    /// Digit by digit, for a screen reader.
    public let spoken: String
  }

  /// A PIN on the screen, with its neighbours.
  public struct Shown: Equatable, Sendable {
    fileprivate let before: Pin
    fileprivate let now: Pin
    fileprivate let after: Pin
    public var digits: String { now.digits }
    public var spoken: String { now.spoken }
    /// "valid for 12 more seconds"
    public let validity: String
    public let seconds: Int
    /// The phone's clock was moved by hand; the PIN is right all the same.
    public let clockMoved: Bool
    /// The phone was restarted since the bank was last heard: a date set by hand would not be noticed.
    public let clockUnconfirmed: Bool

    public func pin(_ which: Beside) -> Pin {
      switch which {
      case .before: before
      case .now: now
      case .after: after
      }
    }
  }

  public let pad = CodePadModel()
  public private(set) var shown: Shown?
  /// Which of its PINs is on the screen, by choice.
  public var which = Beside.now
  public let work: Work
  /// A finger or face serves as well.
  public private(set) var hasFinger = false
  @ObservationIgnored private let finger: Finger?
  @ObservationIgnored private let phone: any OtpPort & BiometricPort
  @ObservationIgnored private let onSetBack: @MainActor () -> Void

  /// `onSetBack`: the phone is as it was before a code change, and makes no PIN that the bank takes.
  public init(
    phone: any OtpPort & BiometricPort, biometrics: (any BiometricHost)? = nil, language: Language,
    onSetBack: @escaping @MainActor () -> Void = {}
  ) {
    self.phone = phone
    self.onSetBack = onSetBack
    finger = biometrics.map { Finger(phone: phone, host: $0, language: language) }
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func make() async {
    defer { pad.clear() }
    hide()
    let otp = await work.run { try await phone.otp(code: pad.entry) }
    if let otp { show(otp) } else { follow() }
  }

  public func load() async {
    hasFinger = await finger?.isOn() ?? false
  }

  public func makeByFinger() async {
    guard let finger else { return }
    hide()
    let otp = await work.run { try await finger.ask(phone.beginBiometric(purpose: .otp)).otp() }
    if let otp, let otp { show(otp) } else { follow() }
  }

  private func follow() {
    if work.problem?.code == errorCode(error: .TokenSetBack) { onSetBack() }
  }

  private func show(_ otp: OtpCode) {
    shown = Shown(
      before: Pin(digits: text(otp.previousDigits()), spoken: text(otp.previousSpoken())),
      now: Pin(digits: text(otp.digits()), spoken: text(otp.spoken())),
      after: Pin(digits: text(otp.nextDigits()), spoken: text(otp.nextSpoken())),
      validity: otp.validity(language: work.language.tag), seconds: Int(otp.secondsLeft()),
      clockMoved: otp.clockMovedMs() != 0, clockUnconfirmed: otp.clockUnconfirmed())
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
    which = .now
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
