import Foundation
import KunciCore

/// The actions about the life of a session.
enum SessionActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard known.contains(name) else { return nil }
    try args.allow([])
    switch name {
    case "touch":
      try phone.touched()
      return .object([:])
    case "watch": return shown(try await phone.watchSession())
    case "stay": return shown(try await phone.staySignedIn())
    case "look_for_payments":
      let filter = TransactionFilter(cardId: nil, states: [], search: nil, fromMs: nil, untilMs: nil)
      let page = try await phone.lookForTransactions(filter: filter, after: nil, language: language)
      return .object(["count": .integer(Int64(page.transactions.count))])
    default: return .object(["count": .integer(Int64(try await phone.lookForOperations().count))])
    }
  }

  private static let known: Set<String> = ["touch", "watch", "stay", "look", "look_for_payments"]

  private static func shown(_ watch: SessionWatch) -> JSONValue {
    let ended = watch.ended.map { JSONValue.string(sessionEndName(end: $0)) } ?? .null
    let title = watch.ended.map { JSONValue.string(explainSessionEnd(end: $0, language: language).title) } ?? .null
    return .object([
      "signed_in": .bool(watch.signedIn), "warned": .bool(watch.secondsLeft != nil),
      "can_stay": .bool(watch.canStay), "ended": ended, "title": title,
    ])
  }
}
