import Foundation
import KunciCore

/// The actions about the spending picture and subscriptions.
enum SpendingActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard ["spending", "subscriptions"].contains(name) else { return nil }
    try args.allow(["ending"])
    let card = args.all["ending"] == nil ? nil : try await OperationActions.known(phone, args)
    return try await name == "spending" ? spending(phone, card) : subscriptions(phone, card)
  }

  /// How many months; of the newest one its total and largest group, and how many payments the list finds for that.
  private static func spending(_ phone: Phone, _ card: String?) async throws -> JSONValue {
    let view = try await phone.spending(cardId: card, language: language)
    let count = JSONValue.integer(Int64(view.months.count))
    guard let month = view.months.first else { return .object(["months": count, "empty": .string(view.empty)]) }
    guard let total = month.totals.first else { return .object(["months": count, "none": .string(month.none)]) }
    guard let group = total.groups.first else { throw PhoneError.NotFound }
    let filter = TransactionFilter(
      cardId: card, states: [], search: nil, fromMs: month.fromMs, untilMs: month.untilMs, group: group.group)
    let list = try await phone.transactions(filter: filter, after: nil, language: language).transactions
    var told = try viewAsJSON(group).fields ?? [:]
    told["months"] = count
    told["currencies"] = .integer(Int64(month.totals.count))
    told["total"] = .string(total.amount)
    told["total_change"] = .string(total.change)
    told["groups"] = .integer(Int64(total.groups.count))
    told["payments"] = .integer(Int64(list.count))
    return .object(told)
  }

  /// How many, and the first.
  private static func subscriptions(_ phone: Phone, _ card: String?) async throws -> JSONValue {
    let view = try await phone.subscriptions(cardId: card, language: language)
    var told = try view.subscriptions.first.flatMap { try viewAsJSON($0).fields } ?? [:]
    told["count"] = .integer(Int64(view.subscriptions.count))
    told["none"] = .string(view.none)
    told["block_does"] = .string(view.blockDoes)
    told["block_does_not"] = .string(view.blockDoesNot)
    return .object(told)
  }
}
