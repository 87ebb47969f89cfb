import KunciCore
import Observation

/// What charges one card again and again, or all. Blocking the merchant holds at once; lifting that is approved.
@MainActor @Observable
public final class SubscriptionsModel {
  /// A subscription in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: Int
    public let merchant: String
    public let price: String
    public let state: String
    /// The customer has blocked the merchant.
    public let isBlocked: Bool
    /// What else is known, line by line.
    public let lines: [String]
    /// For a screen reader, in one piece.
    public let spoken: String
    /// Tells it apart from another one at the same merchant.
    let named: String
    let cardId: String
    let merchantId: String
  }

  /// The only card; nil for all.
  public let cardId: String?
  /// Nil until the bank has answered.
  public private(set) var rows: [Row]?
  /// How they were found, what blocking does and does not do; or that there are none.
  public private(set) var about: [String] = []
  /// What the last change brought, in words.
  public private(set) var notice: String?
  public let work: Work
  @ObservationIgnored private let phone: any PaymentsPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  public init(
    phone: any PaymentsPort, cardId: String?, language: Language,
    onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.cardId = cardId
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let tag = work.language.tag
    guard let view = await work.run({ try await phone.subscriptions(cardId: cardId, language: tag) }) else { return }
    rows = view.subscriptions.enumerated().map { row($0.offset, $0.element) }
    about = view.subscriptions.isEmpty ? [view.none] : [view.about, view.blockDoes, view.blockDoesNot]
  }

  /// What the button of a row says.
  public func label(of row: Row) -> String {
    row.isBlocked ? strings.allow(row.named) : strings.block(row.named)
  }

  /// Stops the merchant on the card, or lets it charge again.
  public func toggle(_ row: Row) async {
    notice = nil
    let outcome = await work.run {
      let card = try await phone.card(row.cardId)
      let change = CardChange.merchant(id: row.merchantId, name: row.merchant, blocked: !row.isBlocked)
      return try await phone.changeCard(card: card, changes: [change])
    }
    guard let outcome else { return }
    if let operation = outcome.operation { return onApproval(operation) }
    // It holds, whether or not the list can be read again.
    notice = outcome.receipt.map(strings.receipt)
    await load()
  }

  public func close() {
    work.close()
    rows = nil
    notice = nil
  }

  private func row(_ number: Int, _ view: SubscriptionView) -> Row {
    let known = [view.declined, view.next, view.before, view.year, view.since, view.how].filter { !$0.isEmpty }
    let card = view.ending.isEmpty ? [] : [strings.cardEnding(view.ending)]
    let said = view.ending.isEmpty ? [] : [strings.cardEnding(spokenDigits(digits: view.ending))]
    return Row(
      id: number, merchant: view.merchant, price: view.price, state: view.stateWords,
      isBlocked: view.state == "blocked", lines: known + card,
      spoken: ([view.spoken] + known + said).joined(separator: ". "),
      named: strings.subscription(view.merchant, view.price), cardId: view.cardId, merchantId: view.merchantId)
  }
}
