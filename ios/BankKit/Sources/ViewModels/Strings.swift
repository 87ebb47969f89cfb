import KunciCore

/// The labels of the screens in one language: keys of the core's texts. No sentence stands here, so that Android says the same.
public struct Strings: Sendable {
  private let language: Language

  public init(_ language: Language) {
    self.language = language
  }

  // Signing in
  public var signIn: String { told("ui-sign-in") }
  public var userId: String { told("ui-user-id") }
  public var password: String { told("ui-password") }
  public var signOut: String { told("ui-sign-out") }
  public var unlock: String { told("ui-unlock-now") }
  public var unlockCode: String { told("ui-unlock-code") }

  // Registration
  public var register: String { told("ui-register") }
  public var registerWhy: String { told("ui-register-why") }
  public var sendSMS: String { told("ui-send-sms") }
  public var smsPIN: String { told("ui-type-pin") }
  public var chooseCode: String { told("ui-choose-code") }
  public var chooseCodeHint: String { told("ui-choose-code-hint") }
  public var repeatCode: String { told("ui-repeat-code") }
  public var repeatCodeHint: String { told("ui-repeat-code-hint") }
  public var registered: String { told("ui-registered") }
  public var goOn: String { told("ui-go-on") }
  public func sent(to number: String) -> String { told("ui-sent-to", ["number": .words(words: number)]) }
  public func minutes(_ seconds: UInt64) -> String { told("ui-valid-minutes", ["count": .count(count: seconds / 60)]) }
  public func tries(_ count: UInt32) -> String { told("ui-tries", ["count": .count(count: UInt64(count))]) }

  // Typing a code
  public var delete: String { told("ui-delete-digit") }
  public func digitsTyped(_ count: Int, of length: Int) -> String {
    told("ui-digits-typed", ["count": .count(count: UInt64(count)), "length": .count(count: UInt64(length))])
  }

  // Home
  public func greeting(_ name: String) -> String { told("ui-greeting", ["name": .words(words: name)]) }
  public var waiting: String { told("ui-waiting") }
  public var nothingWaits: String { told("ui-nothing-waits") }
  public var refresh: String { told("ui-refresh") }
  public var back: String { told("ui-back") }
  public func open(_ title: String, _ detail: String) -> String {
    told("ui-opens", ["title": .words(words: title), "detail": .words(words: detail)])
  }

  // One-time PIN
  public var otp: String { told("ui-otp") }
  public var otpHint: String { told("ui-otp-hint") }
  public var makeOtp: String { told("ui-otp-make") }
  public var hide: String { told("ui-otp-hide") }
  public var neverTell: String { told("ui-otp-never-tell") }
  public var clockMoved: String { told("ui-otp-clock-moved") }

  // Approval
  public var readAll: String { told("ui-read-all") }
  public var approve: String { told("ui-approve") }
  public var whyReject: String { told("ui-why-reject") }
  public var rejectMistake: String { told("ui-reject-mistake") }
  public var rejectNotMe: String { told("ui-reject-not-me") }
  public func stage(_ stage: OperationStage) -> String {
    switch stage {
    case .pending: told("ui-stage-pending")
    case .approved: told("ui-stage-approved")
    case .completed: told("ui-stage-completed")
    case .rejected: told("ui-stage-rejected")
    case .expired: told("ui-stage-expired")
    case .superseded: told("ui-stage-superseded")
    }
  }
  public func reference(_ reference: String) -> String {
    told("ui-reference", ["reference": .words(words: reference)])
  }

  // Cards
  public var cards: String { told("ui-cards") }
  public var frozen: String { told("ui-card-frozen") }
  public var held: String { told("ui-card-held") }
  public var closed: String { told("ui-card-closed") }
  public var inUse: String { told("ui-card-in-use") }
  public var newLimit: String { told("ui-card-new-limit") }
  public func freeze(_ card: String) -> String { told("ui-card-freeze.on", ["card": .words(words: card)]) }
  public func unfreeze(_ card: String) -> String { told("ui-card-unfreeze.on", ["card": .words(words: card)]) }
  public func setLimit(_ card: String) -> String { told("ui-card-change-limit.on", ["card": .words(words: card)]) }
  public func limit(_ amount: String) -> String { told("ui-card-limit", ["amount": .words(words: amount)]) }
  public func ceiling(_ amount: String) -> String { told("ui-card-ceiling", ["amount": .words(words: amount)]) }
  public func receipt(_ receipt: ReceiptView) -> String {
    let done =
      switch receipt.action {
      case "freeze": told("ui-receipt-freeze")
      case "unfreeze": told("ui-receipt-unfreeze")
      default: told("ui-receipt-limit")
      }
    return "\(done) \(told("ui-receipt", ["number": .words(words: String(receipt.sequence))]))"
  }

  // Chat
  public var chat: String { told("ui-chat") }
  public var message: String { told("ui-chat-message") }
  public var send: String { told("ui-chat-send") }
  public var askForPerson: String { told("ui-chat-ask-person") }
  public var noMessages: String { told("ui-chat-none") }
  /// Nobody is called staff of the bank whose badge was not verified.
  public func speaker(_ item: ChatItem) -> String {
    switch item.speaker {
    case .you: told("ui-chat-you")
    case .bot: told("ui-chat-bot", ["name": .words(words: item.name)])
    case .verifiedAgent:
      told("ui-chat-agent", ["name": .words(words: item.name), "employee": .words(words: item.employeeId)])
    case .unverified: told("ui-chat-unverified")
    case .system: told("ui-chat-notice")
    }
  }
  public func state(_ state: ChatItemState) -> String {
    switch state {
    case .queued: told("ui-chat-queued")
    case .sending: told("ui-chat-sending")
    case .sent: told("ui-chat-sent")
    case .failed: told("ui-chat-failed")
    }
  }

  // Everywhere
  public var busy: String { told("ui-working") }
  public var dismiss: String { told("ui-understood") }
  public var concealed: String { told("ui-concealed") }

  private func told(_ key: String, _ values: [String: TextValue] = [:]) -> String {
    text(language: language.tag, key: key, values: values)
  }
}
