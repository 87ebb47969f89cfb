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
    /// How it stands, in the core's words.
    public let state: String
    /// Who holds it.
    public let holds: [Hold]
    public let isFrozen: Bool
    public let isActive: Bool
    /// A freeze is offered.
    public let isFreezable: Bool
    /// Most for one payment, as people read it.
    public let limit: String
    /// The same as a screen reader says it.
    public let spokenLimit: String
    /// The bank's most.
    public let ceiling: String
    /// The same as a screen reader says it.
    public let spokenCeiling: String
    /// For a screen reader: the name and the digits one by one.
    public let spoken: String
  }

  /// Who holds a card, what that means, whom to ask.
  public struct Hold: Identifiable, Equatable, Sendable {
    public let id: Int
    public let title: String
    public let since: String
    public let body: String
    public let action: String

    /// Everybody who holds a card.
    static func all(of standing: StandingView, _ strings: Strings) -> [Hold] {
      standing.holds.enumerated().map { index, hold in
        Hold(id: index, title: hold.title, since: strings.since(hold.since), body: hold.body, action: hold.action)
      }
    }
  }

  public private(set) var rows: [Row] = []
  /// The bank has answered.
  public private(set) var isLoaded = false
  /// What is not yet active, or is asked about again.
  public private(set) var requests: [QueueModel.Row] = []
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

  /// Something is not yet active.
  public var waits: Bool { requests.contains { $0.waits } }

  public func load() async {
    await readRequests()
    let receipts = try? await phone.sendCommands()
    // Another screen may have sent them.
    await readRequests()
    if let receipt = receipts?.last { notice = strings.receipt(receipt) }
    if let listed = await work.run({ try await phone.cards() }) { show(listed) }
  }

  /// Freezes at once: frozen when the bank's receipt is here, not before. Until then it stands among the requests.
  public func freeze(_ id: Row.ID) async {
    notice = nil
    guard let receipt = await work.run({ try await phone.freezeCard(cardId: id) }) else {
      return await readRequests()
    }
    // The receipt comes on the screen whatever becomes of reading the cards again.
    notice = strings.receipt(receipt)
    await load()
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
    let outcome = await work.run {
      let amount = try readMoney(typed: newLimit, like: card.view().limit, language: work.language.tag)
      return try await phone.setCardLimit(card: card, amount: amount)
    }
    guard let outcome else { return }
    newLimit = ""
    notice = outcome.receipt.map(strings.receipt)
    await load()
    if let operation = outcome.operation { onApproval(operation) }
  }

  public func close() {
    work.close()
    rows = []
    cards = [:]
    requests = []
    newLimit = ""
    notice = nil
  }

  /// Without a network or a session.
  private func readRequests() async {
    guard let read = try? await phone.cardCommands(language: work.language.tag) else { return }
    requests = read.filter { $0.waits || $0.asks }.map { QueueModel.Row($0, work.language) }
  }

  private func show(_ listed: [Card]) {
    isLoaded = true
    cards = Dictionary(listed.map { ($0.cardId(), $0) }, uniquingKeysWith: { first, _ in first })
    rows = listed.map { row($0.view(), $0.standing(language: work.language.tag)) }
  }

  private func row(_ card: CardView, _ standing: StandingView) -> Row {
    Row(
      id: card.cardId, name: card.name, ending: card.ending, state: standing.words,
      holds: Hold.all(of: standing, strings),
      isFrozen: card.frozen, isActive: card.active, isFreezable: card.canFreeze,
      limit: display(card.limit), spokenLimit: say(card.limit),
      ceiling: display(card.ceiling), spokenCeiling: say(card.ceiling),
      spoken: "\(card.name), \(spokenDigits(digits: card.ending))")
  }

  private func display(_ money: Money) -> String {
    (try? displayMoney(money: money, language: work.language.tag)) ?? "\(money.currency) ?"
  }

  private func say(_ money: Money) -> String {
    (try? spokenMoney(money: money, language: work.language.tag)) ?? display(money)
  }
}
