import KunciCore
import Observation

/// This phone becomes the token: SMS, then the Unlock Code twice.
@MainActor @Observable
public final class RegistrationModel {
  /// Where the customer is.
  public enum Step: Equatable, Sendable {
    /// May ask for the SMS.
    case start
    /// Types the one-time PIN that was sent to the masked number.
    case prove(EnrolmentView)
    /// Chooses the Unlock Code.
    case choose
    /// Types it again.
    case again
    /// This phone is the token.
    case done
  }

  public private(set) var step = Step.start
  public let otp = CodePadModel()
  public let code = CodePadModel()
  public let again = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any RegistrationPort
  @ObservationIgnored private let onDone: @MainActor () -> Void

  public init(phone: any RegistrationPort, language: Language, onDone: @escaping @MainActor () -> Void) {
    self.phone = phone
    self.onDone = onDone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Asks for the SMS.
  public func begin() async {
    let begun = await work.run { try await phone.beginEnrolment(method: .sms) }
    if let begun { step = .prove(begun) }
  }

  /// Proves it with the one-time PIN.
  public func prove() async {
    defer { otp.clear() }
    if await work.attempt({ try await phone.proveEnrolment(otp: otp.entry) }) { step = .choose }
  }

  /// The first typing is complete; the core judges the code when both are there.
  public func typeAgain() {
    work.dismiss()
    step = .again
  }

  /// Hands both typings to the core. A refused code is typed anew.
  public func choose() async {
    defer {
      code.clear()
      again.clear()
    }
    let token = await work.run { try await phone.chooseCode(code: code.entry, repeat: again.entry) }
    step = token == nil ? .choose : .done
  }

  /// Goes on to the token's own sign-in.
  public func finish() {
    onDone()
  }

  /// Wipes every digit.
  public func close() {
    work.close()
    for pad in [otp, code, again] { pad.clear() }
  }
}
