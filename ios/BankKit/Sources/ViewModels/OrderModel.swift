import KunciCore
import Observation

/// A virtual card beside another one: its name, and the most in a month.
/// What both may be is the core's and the bank's to say.
@MainActor @Observable
public final class OrderModel {
  public let cardId: String
  /// The card beside which it is, for eyes and for a screen reader; empty until the bank has answered.
  public private(set) var card = ""
  public private(set) var spokenCard = ""
  public var name = ""
  /// In the currency of the card, as it is typed; empty for the bank's most.
  public var month = ""
  public let work: Work
  @ObservationIgnored private var currency: Money?
  @ObservationIgnored private let phone: any LifePort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  /// `onApproval` gets what must be approved first.
  public init(
    phone: any LifePort, cardId: String, language: Language,
    onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.cardId = cardId
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public var canOrder: Bool { !work.isRunning && currency != nil && name.contains { !$0.isWhitespace } }

  public func load() async {
    guard let cards = await work.run({ try await phone.cards() }) else { return }
    guard let mine = cards.first(where: { $0.cardId() == cardId }) else { return work.fail(PhoneError.NotFound) }
    let view = mine.view()
    card = "\(view.name) •••• \(view.ending)"
    spokenCard = "\(view.name), \(spokenDigits(digits: view.ending))"
    currency = view.ceiling
  }

  /// Asks for the operation that makes it.
  public func order() async {
    guard let currency else { return }
    let (name, typed, tag) = (self.name, month, work.language.tag)
    let operation = await work.run {
      let empty = typed.allSatisfy(\.isWhitespace)
      let month = try empty ? nil : readMoney(typed: typed, like: currency, language: tag)
      return try await phone.orderVirtualCard(cardId: cardId, name: name, month: month)
    }
    if let operation { onApproval(operation) }
  }

  public func close() {
    work.close()
    (name, month) = ("", "")
  }
}
