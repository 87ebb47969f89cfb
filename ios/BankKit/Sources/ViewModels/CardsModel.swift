import KunciCore
import Observation

/// The customer's cards and what can be done with them.
@MainActor @Observable
public final class CardsModel {
  /// A card on the screen.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let name: String
    public let ending: String
    public let isFrozen: Bool
    /// Held by somebody else than the customer.
    public let isHeld: Bool
    public let isClosed: Bool
    /// Most for one payment, as people read it.
    public let limit: String
    /// The bank's most.
    public let ceiling: String
    /// For a screen reader: the name and the digits one by one.
    public let spoken: String
  }

  public private(set) var rows: [Row] = []
  /// What the last change brought, in words.
  public private(set) var notice: String?
  /// The limit being typed, in whole units of the card's currency.
  public var newLimit = ""
  public let work: Work
  @ObservationIgnored private let phone: any CardsPort
  @ObservationIgnored private var cards: [String: Card] = [:]
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  /// `onApproval` gets what must be approved first.
  public init(
    phone: any CardsPort, language: Language, onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    if let listed = await work.run({ try await phone.cards() }) { show(listed) }
  }

  /// Freezes at once: frozen when the bank's receipt is here, not before.
  public func freeze(_ id: Row.ID) async {
    notice = nil
    let frozen = await work.run { (try await phone.freezeCard(cardId: id), try await phone.cards()) }
    guard let frozen else { return }
    notice = strings.receipt(frozen.0)
    show(frozen.1)
  }

  /// Asks for the operation that unfreezes it.
  public func unfreeze(_ id: Row.ID) async {
    notice = nil
    if let operation = await work.run({ try await phone.unfreezeCard(cardId: id) }) { onApproval(operation) }
  }

  /// Hands the typed limit to the core, which says whether it is in force or must be approved.
  public func setLimit(_ id: Row.ID) async {
    guard let card = cards[id] else { return }
    notice = nil
    guard let amount = Money.whole(newLimit, like: card.view().limit) else {
      return work.fail(PhoneError.AmountInvalid)
    }
    let outcome = await work.run {
      (try await phone.setCardLimit(card: card, amount: amount), try await phone.cards())
    }
    guard let outcome else { return }
    newLimit = ""
    show(outcome.1)
    notice = outcome.0.receipt.map(strings.receipt)
    if let operation = outcome.0.operation { onApproval(operation) }
  }

  public func close() {
    work.close()
    rows = []
    cards = [:]
    newLimit = ""
    notice = nil
  }

  private func show(_ listed: [Card]) {
    cards = Dictionary(listed.map { ($0.cardId(), $0) }, uniquingKeysWith: { first, _ in first })
    rows = listed.map { row($0.view()) }
  }

  private func row(_ card: CardView) -> Row {
    Row(
      id: card.cardId, name: card.name, ending: card.ending, isFrozen: card.frozen, isHeld: card.heldByOthers,
      isClosed: !card.active, limit: display(card.limit), ceiling: display(card.ceiling),
      spoken: "\(card.name), \(spokenDigits(digits: card.ending))")
  }

  private func display(_ money: Money) -> String {
    (try? displayMoney(money: money, language: work.language.tag)) ?? "\(money.currency) ?"
  }
}
