import KunciCore
import Observation

/// This phone becomes the token: a proof of who the customer is, then the Unlock Code twice.
@MainActor @Observable
public final class RegistrationModel {
  /// Where the customer is.
  public enum Step: Equatable, Sendable {
    /// Chooses how to prove who they are.
    case start
    /// Types the PIN: of the SMS to the masked number, or of the device with the masked serial.
    case prove(EnrolmentView, device: Bool)
    /// The old phone shows the same number and approves.
    case oldPhone(number: String)
    /// The website shows a code.
    case website
    /// These digits are typed into the website; no secret.
    case fingerprint(FingerprintView)
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
  /// The code is chosen and kept; the bank's word is missing.
  @ObservationIgnored private let onPending: @MainActor (Problem?) -> Void

  public init(
    phone: any RegistrationPort, camera: (@MainActor @Sendable () async -> String?)? = nil, language: Language,
    onPending: @escaping @MainActor (Problem?) -> Void = { _ in }, onDone: @escaping @MainActor () -> Void
  ) {
    self.phone = phone
    self.onPending = onPending
    self.camera = camera
    self.onDone = onDone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// The text of the website's code, where no camera is at hand.
  public var pasted = ""
  /// Reads a code; nil on a phone without a camera.
  public let camera: (@MainActor @Sendable () async -> String?)?

  /// Begins to prove who the customer is.
  public func begin(_ method: EnrolmentMethod = .sms) async {
    guard let begun = await work.run({ try await phone.beginEnrolment(method: method) }) else { return }
    step = begun.number.map { .oldPhone(number: $0) } ?? .prove(begun, device: method == .hardwareToken)
  }

  public func beginWithWebsite() {
    work.dismiss()
    step = .website
  }

  public func scan() async {
    if let text = await camera?() { await read(text) }
  }

  public func read() async {
    await read(pasted)
  }

  private func read(_ text: String) async {
    let begun = await work.run { try await phone.beginEnrolmentByQr(text: text) }
    if let begun { step = .fingerprint(begun) }
  }

  /// The old phone has approved: asks the bank.
  public func askWhetherApproved() async {
    if await work.attempt({ try await phone.proveEnrolmentByOldPhone() }) { step = .choose }
  }

  /// The website has the digits.
  public func typedThere() {
    step = .choose
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
    let chosen = await work.run { () async throws -> Chosen in
      do {
        _ = try await phone.chooseCode(code: code.entry, repeat: again.entry)
        return .done
      } catch let refusal as PhoneError {
        guard try await phone.token().stage == .pending else { throw refusal }
        return .pending(Problem(refusal, work.language))
      }
    }
    switch chosen {
    case .done?: step = .done
    case .pending(let told)?: onPending(told)
    case nil:
      // What the core has forgotten is begun anew.
      let isOver = [PhoneError.NoEnrolment, .EnrolmentClosed].map { errorCode(error: $0) }.contains(work.problem?.code)
      step = isOver ? .start : .choose
    }
  }

  private enum Chosen: Sendable {
    case done
    /// The code is chosen and kept; the bank's word is missing, and why.
    case pending(Problem)
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
