import KunciCore

/// A payment as the core tells it: what is reserved is not told as charged.
public struct Payment: Identifiable, Equatable, Sendable {
  public let id: String
  public let merchant: String
  public let at: String
  public let amount: String
  /// As the shop charged it, where that was another currency.
  public let original: String?
  /// How it stands.
  public let state: String
  /// Channel, kind of merchant, country.
  public let place: String
  /// Why it did not pass, if it did not.
  public let why: Why?
  /// For a screen reader, in one piece.
  public let spoken: String
  /// Tells it apart from other payments to the same merchant.
  public let named: String
  let cardId: String
  let atMs: Int64
  let merchantId: String

  init(_ view: TransactionView, _ strings: Strings) {
    id = view.transactionId
    cardId = view.cardId
    atMs = view.atMs
    merchant = view.merchant
    merchantId = view.merchantId
    at = view.at
    amount = view.amount
    original = view.original.map(strings.original)
    state = view.stateWords
    place = strings.place(view.channel, view.category, view.country)
    why = view.declined.map(Why.init)
    spoken = view.spoken
    named = "\(view.merchant), \(view.amount), \(view.at)"
  }
}

/// Why a payment did not pass, what that means, what to do.
public struct Why: Equatable, Sendable {
  /// Its name.
  public let reason: String
  public let title: String
  public let body: String
  public let action: String
  /// What to do about it is done among the card's controls.
  public let isAboutControls: Bool
  /// What to do about it is done in the list of cards.
  public let isAboutCards: Bool

  /// For a screen reader, in one piece.
  public var spoken: String { "\(title). \(body) \(action)" }

  init(_ view: DeclineView) {
    reason = view.reason
    title = view.title
    body = view.body
    action = view.action
    isAboutControls = ["raise", "switch-on"].contains(view.next)
    isAboutCards = ["unfreeze", "was-this-you"].contains(view.next)
  }
}
