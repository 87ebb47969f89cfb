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
enum CardChanged: Sendable {
  case answered(ControlsOutcome)
  case elsewhere(Card, KunciCore.ControlsView, DifferencesView)
}

extension ControlsPort {
  /// Whoever decides on a card that was changed elsewhere decides on how it is now, beside what they saw.
  func change(_ seen: Card, _ changes: [CardChange], language: String) async throws -> CardChanged {
    do {
      return .answered(try await changeCard(card: seen, changes: changes))
    } catch PhoneError.CardChanged {
      let now = try await card(seen.cardId())
      let differences = try cardDifferences(seen: seen, now: now, language: language)
      return .elsewhere(now, try cardControls(card: now, language: language), differences)
    }
  }
}
