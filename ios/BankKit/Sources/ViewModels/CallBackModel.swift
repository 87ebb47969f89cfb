import KunciCore
import Observation

/// Calls of the bank, and the user id by SMS.
public protocol CallBackPort: Sendable {
  func callBacks(language: String) async throws -> CallBacksView
  func askForCall(reason: CallReason, fromMs: Int64, language: String) async throws -> CallBackView
  func cancelCall(id: String, language: String) async throws -> CallBackView
  func remindUserId(number: String, language: String) async throws
}

/// The bank calls the registered number, in a window that it offers.
@MainActor @Observable
public final class CallBackModel {
  /// Nil until the bank has answered.
  public private(set) var told: CallBacksView?
  public let reasons: [CallReasonChoice]
  public private(set) var about: CallReasonChoice?
  public private(set) var window: CallWindowChoice?
  public let work: Work
  @ObservationIgnored private let phone: any CallBackPort

  public init(phone: any CallBackPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
    reasons = callReasons(language: language.tag)
  }

  public var strings: Strings { Strings(work.language) }
  public var canAsk: Bool { about != nil && window != nil && !work.isRunning }

  public func load() async {
    let tag = work.language.tag
    guard let now = await work.run({ try await phone.callBacks(language: tag) }) else { return }
    told = now
    // A window that is not offered any more is not chosen any more.
    if let chosen = window, !now.windows.contains(chosen) { window = nil }
  }

  public func choose(_ reason: CallReasonChoice) { about = reason }

  public func choose(_ offered: CallWindowChoice) { window = offered }

  public func ask() async {
    guard let reason = about?.reason, let fromMs = window?.fromMs else { return }
    let tag = work.language.tag
    let asked = await work.run { try await phone.askForCall(reason: reason, fromMs: fromMs, language: tag) }
    guard asked != nil else { return }
    (about, window) = (nil, nil)
    await load()
  }

  public func cancel(_ call: CallBackView) async {
    let tag = work.language.tag
    let done = await work.run { try await phone.cancelCall(id: call.id, language: tag) }
    if done != nil { await load() }
  }

  public func close() {
    work.close()
    told = nil
  }
}

/// The user id by SMS to the registered number, for whoever cannot sign in. Whether the bank knows the number, it tells
/// nobody.
@MainActor @Observable
public final class UserIdModel {
  public var typed = "" {
    didSet { if typed != oldValue && !typed.isEmpty { hasAsked = false } }
  }
  /// The bank has heard.
  public private(set) var hasAsked = false
  public let work: Work
  @ObservationIgnored private let phone: any CallBackPort

  public init(phone: any CallBackPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }
  public var canAsk: Bool { !typed.isEmpty && !work.isRunning }

  public func ask() async {
    let (number, tag) = (typed, work.language.tag)
    let asked: Bool? = await work.run {
      try await phone.remindUserId(number: number, language: tag)
      return true
    }
    guard asked == true else { return }
    hasAsked = true
    typed = ""
  }

  public func close() {
    work.close()
    typed = ""
  }
}
