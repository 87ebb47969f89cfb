import KunciCore
import Observation

/// Where the phone alone does not show that it is the customer's, the customer does: a PIN by SMS, or a code of the hardware token.
@MainActor @Observable
public final class StepUpModel {
  /// Where the customer is.
  public enum Step: Equatable, Sendable {
    /// Chooses how.
    case start
    /// Types the code: of the SMS to the masked number, or of the device with the masked serial. `tries` is nil once the bank does
    /// not say any more how many are left.
    case prove(StepUpView, device: Bool, tries: UInt32?)
    /// The bank is content: the Unlock Code comes next.
    case done
  }

  /// What the bank saw, in the core's words.
  public let why: Problem
  public private(set) var step = Step.start
  public let code = CodePadModel()
  public let work: Work
  /// What the bank waits for while another way is looked for.
  @ObservationIgnored private var left: Step?
  @ObservationIgnored private let phone: any StepUpPort
  @ObservationIgnored private let onDone: @MainActor () -> Void
  @ObservationIgnored private let onClosed: @MainActor () -> Void

  /// `onDone`: the login goes on. `onClosed`: too late, or too many wrong codes; only another sign-in helps.
  public init(
    phone: any StepUpPort, language: Language, onClosed: @escaping @MainActor () -> Void,
    onDone: @escaping @MainActor () -> Void
  ) {
    self.phone = phone
    self.onClosed = onClosed
    self.onDone = onDone
    why = Problem(.StepUpRequired, language)
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func begin(_ method: StepUpMethod) async {
    let begun = await work.run { () async throws -> Outcome<StepUpView> in
      try await outcome { try await phone.beginStepUp(method: method) }
    }
    switch begun {
    case .went(let asked)?: step = .prove(asked, device: method == .hardwareToken, tries: asked.triesLeft)
    case .refused(let refusal)?: follow(refusal)
    case nil: break
    }
  }

  /// The code is complete.
  public func prove() async {
    defer { code.clear() }
    let proved = await work.run { () async throws -> Outcome<Bool> in
      try await outcome {
        try await phone.proveStepUp(otp: code.entry)
        return true
      }
    }
    switch proved {
    case .went?: step = .done
    case .refused(let refusal)?: follow(refusal)
    case nil: break
    }
  }

  /// Another way than the one that was begun.
  public func chooseAgain() {
    left = step
    code.clear()
    work.dismiss()
    step = .start
  }

  /// Goes on with the login.
  public func finish() {
    onDone()
  }

  /// Wipes the digits.
  public func close() {
    work.close()
    code.clear()
  }

  private enum Outcome<T: Sendable>: Sendable {
    case went(T)
    case refused(PhoneError)
  }

  /// A refusal of the core as a value, since it changes more than the words on the screen.
  private func outcome<T: Sendable>(_ call: () async throws -> T) async throws -> Outcome<T> {
    do {
      return .went(try await call())
    } catch let refusal as PhoneError {
      return .refused(refusal)
    }
  }

  private func follow(_ refusal: PhoneError) {
    switch refusal {
    case .StepUpClosed:
      onClosed()
      return
    case .OtpRefused(let triesLeft): show(tries: triesLeft)
    case .HardwareTokenRefused: show(tries: nil)
    // No code of the device is looked at for a while; there is still the SMS.
    case .HardwareTokenDelayed: step = .start
    // There is one for each sign-in. If the bank still waits for it, it can be typed.
    case .SmsAlreadySent:
      if let left, case .prove(_, device: false, tries: _) = left { step = left }
    default: break
    }
    work.fail(refusal)
  }

  private func show(tries: UInt32?) {
    if case .prove(let asked, let device, tries: _) = step { step = .prove(asked, device: device, tries: tries) }
  }
}
