import KunciCore
import Observation

/// The registered phone number: proved by a code to the new one. Whether the token or a hardware token and a day's wait are
/// needed is the bank's to say.
@MainActor @Observable
public final class NumberModel {
  /// Where the customer is.
  public enum Step: Equatable, Sendable {
    case overview
    /// Types the code that went to the new number (masked).
    case code(sentTo: String)
    /// Types the code of the hardware token, which stands in for a token.
    case device(sentTo: String)
  }

  /// A change that takes effect by itself.
  public struct Waiting: Equatable, Sendable {
    public let id: String
    /// The new number, masked, and when.
    public let words: String
  }

  public private(set) var step = Step.overview
  /// Masked; nil until the bank has said.
  public private(set) var number: String?
  public private(set) var waiting: Waiting?
  /// A change was stopped just now.
  public private(set) var isStopped = false
  /// The new number as it is typed.
  public var typed = ""
  public let code = CodePadModel()
  public let deviceCode = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any NumberPort & SignInPort
  /// The session was opened in full, by a token that works here.
  @ObservationIgnored private let isFull: Bool
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  public init(
    phone: any NumberPort & SignInPort, isFull: Bool, language: Language,
    onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.isFull = isFull
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    if let now = await work.run({ try await phone.phoneNumber() }) { show(now) }
  }

  public func send() async {
    isStopped = false
    let sentTo = await work.run { try await phone.beginNumberChange(number: typed) }
    if let sentTo { step = .code(sentTo: sentTo) }
  }

  /// The code of this step is complete.
  public func next() async {
    switch step {
    case .overview: break
    case .code(let sentTo):
      guard let token = await work.run({ try await phone.token() }) else { return }
      if isFull, token.stage == .active {
        await prove(sentTo, withDevice: false)
      } else {
        step = .device(sentTo: sentTo)
      }
    case .device(let sentTo): await prove(sentTo, withDevice: true)
    }
  }

  public func stop() async {
    guard let waiting else { return }
    guard let now = await work.run({ try await phone.cancelNumberChange(changeId: waiting.id) }) else { return }
    show(now)
    isStopped = true
  }

  public func close() {
    work.close()
    typed = ""
    wipe()
  }

  /// Refused codes are typed again without another SMS, until the bank has closed the change.
  private func prove(_ sentTo: String, withDevice: Bool) async {
    defer { wipe() }
    let outcome = await work.run {
      try await phone.proveNumberChange(otp: code.entry, hardwareOtp: withDevice ? deviceCode.entry : nil)
    }
    switch outcome {
    case .needsApproval(let operation)?:
      step = .overview
      onApproval(operation)
    case .waits(let change)?:
      typed = ""
      step = .overview
      waiting = told(change)
    case nil:
      step = work.problem?.code == errorCode(error: .NumberChangeClosed) ? .overview : .code(sentTo: sentTo)
    }
  }

  private func show(_ now: PhoneNumberView) {
    number = now.number
    waiting = now.waiting.map(told)
  }

  private func told(_ change: NumberChangeView) -> Waiting {
    let words = strings.numberWaits(change.number, work.language.moment(change.effectiveMs))
    return Waiting(id: change.changeId, words: words)
  }

  private func wipe() {
    for pad in [code, deviceCode] { pad.clear() }
  }
}
