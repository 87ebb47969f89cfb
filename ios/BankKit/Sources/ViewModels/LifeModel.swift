import KunciCore
import Observation

/// One card's life: lost or stolen, taken into use, replaced, another PIN. What can be asked for is the core's to say.
@MainActor @Observable
public final class LifeModel {
  /// A card in a row of cards that take each other's place.
  public struct Neighbour: Identifiable, Equatable, Sendable {
    public let id: String
    /// Which card, and how it stands.
    public let words: String
    /// What leads to it.
    public let action: String
  }

  /// What can have happened to a card.
  public static let losses: [CardLoss] = [.lost, .stolen, .compromised]

  public let cardId: String
  /// The card, for eyes and for a screen reader.
  public private(set) var card = ""
  public private(set) var spokenCard = ""
  public private(set) var isLoaded = false
  /// How it stands, in the core's words.
  public private(set) var state = ""
  /// Who holds it.
  public private(set) var holds: [CardsModel.Hold] = []
  /// What can be asked for now.
  public private(set) var steps: [LifeStep] = []
  /// The card that comes in place of this one, and the one whose place it took.
  public private(set) var neighbours: [Neighbour] = []
  /// The report that is asked about once more before it is sent: closing is for good.
  public private(set) var sure: CardLoss?
  /// Closing a virtual card that is not wanted any more is asked about once more.
  public private(set) var isClosing = false
  /// Of a virtual card: the card whose money it pays with, in words, for eyes and for a screen reader.
  public private(set) var beside: String?
  public private(set) var spokenBeside: String?
  /// What the last act brought, in words.
  public private(set) var notice: String?
  public let work: Work
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

  public func load() async {
    if let cards = await work.run({ try await phone.cards() }) { show(cards) }
  }

  /// Asks once more.
  public func ask(_ loss: CardLoss) {
    notice = nil
    (sure, isClosing) = (loss, false)
  }

  /// Asks once more before a virtual card is closed that is not wanted any more.
  public func askToClose() {
    notice = nil
    (sure, isClosing) = (nil, true)
  }

  public func cancel() {
    work.dismiss()
    (sure, isClosing) = (nil, false)
  }

  /// Closes the card for good. Without an answer the question stays on the screen: the next touch is the same report.
  public func report() async {
    guard let loss = sure else { return }
    guard let receipt = await work.run({ try await phone.reportCard(cardId: cardId, loss: loss) }) else { return }
    sure = nil
    // The receipt comes on the screen whatever becomes of reading the cards again.
    notice = strings.receipt(receipt)
    await load()
  }

  /// Closes a virtual card that is not wanted any more. Without an answer the question stays on the screen.
  public func closeVirtual() async {
    guard isClosing else { return }
    guard let receipt = await work.run({ try await phone.closeCard(cardId: cardId) }) else { return }
    isClosing = false
    notice = strings.receipt(receipt)
    await load()
  }

  /// Asks for the operation that takes the card into use.
  public func activate() async {
    notice = nil
    if let operation = await work.run({ try await phone.activateCard(cardId: cardId) }) { onApproval(operation) }
  }

  /// Asks for the operation that has a new card made in place of this one.
  public func replace() async {
    notice = nil
    if let operation = await work.run({ try await phone.replaceCard(cardId: cardId) }) { onApproval(operation) }
  }

  /// Asks for the operation that shows the card's number.
  public func reveal() async {
    notice = nil
    if let operation = await work.run({ try await phone.revealCard(cardId: cardId) }) { onApproval(operation) }
  }

  public func close() {
    work.close()
    (holds, steps, neighbours) = ([], [], [])
    (sure, isClosing) = (nil, false)
    notice = nil
  }

  private func show(_ cards: [Card]) {
    guard let mine = cards.first(where: { $0.cardId() == cardId }) else { return work.fail(PhoneError.NotFound) }
    let (view, standing, words) = (mine.view(), mine.standing(language: work.language.tag), strings)
    isLoaded = true
    card = "\(view.name) •••• \(view.ending)"
    spokenCard = "\(view.name), \(spokenDigits(digits: view.ending))"
    state = standing.words
    holds = CardsModel.Hold.all(of: standing, words)
    steps = mine.lifeSteps()
    beside = view.beside.map { words.virtualBeside($0) }
    spokenBeside = view.beside.map { words.virtualBeside(spokenDigits(digits: $0)) }
    let newer = cards.filter { $0.view().replaces == cardId }.map { neighbour($0, words.newerCard) }
    let older = cards.filter { $0.cardId() == view.replaces }.map { neighbour($0, words.olderCard) }
    neighbours = newer + older
  }

  private func neighbour(_ card: Card, _ told: (String, String) -> String) -> Neighbour {
    let ending = card.view().ending
    return Neighbour(
      id: card.cardId(), words: told(ending, card.standing(language: work.language.tag).words),
      action: strings.seeCard(spokenDigits(digits: ending)))
  }
}

/// A card's PIN, twice. Both go to the core in one call, and are wiped whatever comes of it.
@MainActor @Observable
public final class CardPinModel {
  public let cardId: String
  /// The PIN is typed once more.
  public private(set) var isAgain = false
  public let first = CodePadModel()
  public let second = CodePadModel()
  public let work: Work
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

  /// The pad of the step.
  public var pad: CodePadModel { isAgain ? second : first }

  /// The PIN of this step is complete. A refusal begins anew.
  public func next() async {
    guard isAgain else {
      work.dismiss()
      isAgain = true
      return
    }
    let operation = await work.run {
      try await phone.setCardPin(cardId: cardId, pin: first.entry, repeat: second.entry)
    }
    wipe()
    if let operation { onApproval(operation) }
  }

  public func close() {
    work.close()
    wipe()
  }

  private func wipe() {
    first.clear()
    second.clear()
    isAgain = false
  }
}
