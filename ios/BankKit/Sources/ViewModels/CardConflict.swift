import KunciCore

/// How the card was that the customer decided on, and how it is now, in the core's words.
public struct Differences: Equatable, Sendable {
  public let title: String
  public let lines: [String]

  /// Nothing to show where all is as it was.
  init?(_ told: DifferencesView) {
    guard !told.lines.isEmpty else { return nil }
    (title, lines) = (told.title, told.lines)
  }
}

/// What became of a change: the bank's answer, or the card as it is now.
private enum CardChanged: Sendable {
  case answered(ControlsOutcome)
  case elsewhere(Card, KunciCore.ControlsView, DifferencesView)
}

/// A screen that changes one card as it was read. Reading it, asking for a change, and the card that was changed
/// elsewhere meanwhile: here, for all of them.
@MainActor protocol CardChanging: AnyObject {
  var cardId: String { get }
  var work: Work { get }
  var phone: any ControlsPort { get }
  var onApproval: @MainActor (KunciCore.Operation) -> Void { get }
  /// The card as it was read; `nil` until then, and after the screen is left.
  var object: Card? { get }
  /// What the last change brought, in words.
  var notice: String? { get set }
  /// Shows the card, and what was changed elsewhere if that is why it was read again.
  func show(_ card: Card, _ controls: KunciCore.ControlsView, _ elsewhere: Differences?)
  func stopEditing()
}

extension CardChanging {
  func read() async {
    let (id, tag, phone) = (cardId, work.language.tag, phone)
    let read = await work.run {
      let card = try await phone.card(id)
      return (card, try phone.cardControls(card: card, language: tag))
    }
    if let read { show(read.0, read.1, nil) }
  }

  /// Whether the core took it, at once or to be approved.
  func change(_ changes: [CardChange]) async -> Bool {
    guard let object else { return false }
    notice = nil
    let (tag, phone) = (work.language.tag, phone)
    guard let changed = await work.run({ try await phone.change(object, changes, language: tag) }) else {
      return false
    }
    switch changed {
    case .elsewhere(let now, let controls, let told):
      show(now, controls, Differences(told))
      work.fail(PhoneError.CardChanged)
      return false
    case .answered(let outcome):
      if let receipt = outcome.receipt { await done(receipt) }
      if let operation = outcome.operation { onApproval(operation) }
      return true
    }
  }

  /// The receipt comes on the screen whatever becomes of reading the card again.
  func done(_ receipt: ReceiptView) async {
    stopEditing()
    notice = Strings(work.language).receipt(receipt)
    await read()
  }
}

extension ControlsPort {
  /// Whoever decides on a card that was changed elsewhere decides on how it is now, beside what they saw.
  fileprivate func change(_ seen: Card, _ changes: [CardChange], language: String) async throws -> CardChanged {
    do {
      return .answered(try await changeCard(card: seen, changes: changes))
    } catch PhoneError.CardChanged {
      let now = try await card(seen.cardId())
      let differences = try cardDifferences(seen: seen, now: now, language: language)
      return .elsewhere(now, try cardControls(card: now, language: language), differences)
    }
  }
}
