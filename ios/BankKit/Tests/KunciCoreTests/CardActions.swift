import Foundation
import KunciCore

/// The actions about a card's controls and payments.
extension OperationActions {
  /// Carries out `phone.NAME`, if it is one of these.
  mutating func onCards(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = Self.cardFields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "change_limit": return try await change(phone, args, Self.limit(args))
    case "switch_channel":
      let (channel, place) = (try args.text("channel"), try args.text("place"))
      return try await change(phone, args, .channel(channel: channel, place: place, on: args.flag("on") == true))
    case "block_category":
      return try await change(phone, args, .category(group: args.text("group"), blocked: args.flag("blocked") == true))
    case "block_country":
      let (country, blocked) = (try args.text("country"), try args.flag("blocked") == true)
      return try await change(phone, args, .country(country: country, blocked: blocked))
    case "block_merchant":
      let (id, merchant) = (try args.text("id"), try args.text("name"))
      let blocked = try args.flag("blocked") == true
      return try await change(phone, args, .merchant(id: id, name: merchant, blocked: blocked))
    case "set_alert": return try await change(phone, args, Self.alert(args))
    case "add_trip":
      let (from, until, countries) = try Self.trip(phone, args)
      return try await change(phone, args, .tripAdd(from: from, until: until, countries: countries))
    case "cancel_trip":
      let (from, until, countries) = try Self.trip(phone, args)
      return try await change(phone, args, .tripCancel(from: from, until: until, countries: countries))
    case "card_trips": return try await Self.cardTrips(phone, args)
    case "card_alerts": return try await Self.cardAlerts(phone, args)
    case "cancel_raise":
      return try viewAsJSON(await phone.cancelRaise(cardId: Self.known(phone, args), limit: args.text("limit")))
    case "report_card":
      let (card, loss) = (try await Self.known(phone, args), try Self.loss(args.text("loss")))
      return try viewAsJSON(await phone.reportCard(cardId: card, loss: loss))
    case "activate_card": return try show(await phone.activateCard(cardId: Self.known(phone, args)))
    case "replace_card": return try show(await phone.replaceCard(cardId: Self.known(phone, args)))
    case "reveal_card": return try show(await phone.revealCard(cardId: Self.known(phone, args)))
    case "order_virtual_card":
      let month = try args.all["minor"].map { _ in try Self.money(args) }
      let (card, name) = (try await Self.known(phone, args), try args.text("name"))
      return try show(await phone.orderVirtualCard(cardId: card, name: name, month: month))
    case "read_amount":
      let (typed, written) = (try args.text("typed"), try args.text("language"))
      if args.all["currency"] == nil {
        return try Self.told(readAnyMoney(typed: typed, language: written), written)
      }
      let exponent = UInt8(truncatingIfNeeded: try args.integer("exponent"))
      let like = Money(minor: 0, currency: try args.text("currency"), exponent: exponent)
      return try Self.told(readMoney(typed: typed, like: like, language: written), written)
    case "close_card": return try viewAsJSON(await phone.closeCard(cardId: Self.known(phone, args)))
    case "virtual_card": return try await Self.virtualCard(phone, args)
    case "wallet_tokens":
      return Self.wallets(try await phone.walletTokens(cardId: Self.known(phone, args), language: language))
    case "suspend_wallet":
      return Self.wallets([try await phone.suspendWalletToken(tokenId: args.text("token_id"), language: language)])
    case "remove_wallet":
      return Self.wallets([try await phone.removeWalletToken(tokenId: args.text("token_id"), language: language)])
    case "resume_wallet": return try show(await phone.resumeWalletToken(tokenId: args.text("token_id")))
    case "card_details": return try await cardDetails(phone)
    case "set_pin":
      let (pin, again) = (try entered(args.text("pin")), try entered(args.text("repeat")))
      return try show(await phone.setCardPin(cardId: Self.known(phone, args), pin: pin, repeat: again))
    case "controls": return try await Self.controls(phone, args)
    case "receipts": return try await Self.receipts(phone)
    case "kept_receipts": return Self.told(try await phone.keptReceipts(), count: "count")
    case "commands": return try await Self.commands(phone)
    case "send_commands": return Self.told(try await phone.sendCommands(), count: "confirmed")
    case "repeat_command": return try viewAsJSON(await phone.repeatCommand(commandId: args.text("command_id")))
    case "dismiss_command":
      try await phone.dismissCommand(commandId: args.text("command_id"))
      return .object([:])
    case "transactions": return try await Self.transactions(phone, args)
    case "preflight": return try await Self.preflight(phone, args)
    case "try_limit": return try await Self.tryLimit(phone, args)
    case "payments_changed":
      let after = UInt64(try args.integer("after"))
      let counted = try await answer(until: .now + .seconds(20)) { try await phone.paymentsChanged(counted: after) }
      return .object(["counted": .integer(Int64(counted))])
    case "why_declined":
      let answer = try await phone.whyDeclined(cardId: Self.known(phone, args), language: language)
      var fields = try viewAsJSON(answer.why).fields ?? [:]
      fields["merchant"] = answer.transaction.map { JSONValue.string($0.merchant) } ?? .null
      return .object(fields)
    default: return nil
    }
  }

  /// What each action takes.
  private static let cardFields: [String: Set<String>] = [
    "change_limit": ["ending", "limit", "minor", "currency", "exponent", "blocked", "until_ms"],
    "switch_channel": ["ending", "channel", "place", "on"], "block_category": ["ending", "group", "blocked"],
    "block_country": ["ending", "country", "blocked"], "block_merchant": ["ending", "id", "name", "blocked"],
    "set_alert": ["ending", "of", "told", "minor", "currency", "exponent"], "card_alerts": ["ending"],
    "add_trip": ["ending", "from_days", "until_days", "from", "until", "countries"],
    "cancel_trip": ["ending", "from_days", "until_days", "from", "until", "countries"], "card_trips": ["ending"],
    "report_card": ["ending", "loss"], "activate_card": ["ending"], "replace_card": ["ending"],
    "reveal_card": ["ending"], "card_details": [], "wallet_tokens": ["ending"], "suspend_wallet": ["token_id"],
    "order_virtual_card": ["ending", "name", "minor", "currency", "exponent"], "close_card": ["ending"],
    "read_amount": ["typed", "currency", "exponent", "language"], "virtual_card": ["name"],
    "remove_wallet": ["token_id"], "resume_wallet": ["token_id"],
    "set_pin": ["ending", "pin", "repeat"], "cancel_raise": ["ending", "limit"],
    "controls": ["ending", "limit"], "receipts": [], "kept_receipts": [],
    "commands": [], "send_commands": [], "repeat_command": ["command_id"], "dismiss_command": ["command_id"],
    "preflight": ["ending", "minor", "currency", "exponent", "channel", "country"],
    "try_limit": ["ending", "limit", "minor", "currency", "exponent", "blocked", "until_ms"],
    "transactions": [
      "ending", "state", "search", "group", "after", "from_minor", "to_minor", "currency", "exponent",
      "first_day", "last_day", "first_days", "last_days",
    ], "why_declined": ["ending"],
    "payments_changed": ["after"],
  ]

  /// The virtual card that the customer has called so: how it stands, and beside which card.
  private static func virtualCard(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let name = try args.text("name")
    guard let card = try await phone.cards().first(where: { $0.view().name == name }) else { throw PhoneError.NotFound }
    let view = card.view()
    return .object([
      "ending": .string(view.ending), "kind": .string(view.kind), "state": .string(view.state),
      "closed": view.closed.map { .string($0) } ?? .null, "beside": view.beside.map { .string($0) } ?? .null,
      "words": .string(card.standing(language: language).words),
    ])
  }

  private static func told(_ money: Money, _ written: String) throws -> JSONValue {
    let shown = try displayMoney(money: money, language: written)
    return .object([
      "minor": .integer(money.minor), "currency": .string(money.currency),
      "exponent": .integer(Int64(money.exponent)), "shown": .string(shown),
    ])
  }

  private static func wallets(_ tokens: [WalletTokenView]) -> JSONValue {
    .object([
      "count": .integer(Int64(tokens.count)),
      "states": .string(tokens.map(\.state).joined(separator: " ")),
      "words": tokens.first.map { JSONValue.string($0.words) } ?? .null,
    ])
  }

  /// What the screen shows of the card: of the number only how long it is, and that it is the card's.
  private func cardDetails(_ phone: Phone) async throws -> JSONValue {
    let details = try await phone.cardDetails(operationId: onScreen.id())
    let (number, code) = (details.number(), details.code())
    return .object([
      "ending": .string(details.ending()), "digits": .integer(Int64(number.count)),
      "code_digits": .integer(Int64(code.count)),
      "fits": .bool(String(decoding: number, as: UTF8.self).hasSuffix(details.ending())),
      "brief": .bool((1...60).contains(details.secondsLeft())),
    ])
  }

  private mutating func change(_ phone: Phone, _ args: Fields, _ change: CardChange) async throws -> JSONValue {
    try outcome(await phone.changeCard(card: Self.listed(phone, args), changes: [change]))
  }

  /// To an amount, to nothing (`blocked`), or to the bank's most (neither).
  private static func limit(_ args: Fields) throws -> CardChange {
    let limit = try args.text("limit")
    let until = try args.all["until_ms"].map { _ in try args.integer("until_ms") }
    if args.all["minor"] != nil { return .limitAt(limit: limit, amount: try money(args), untilMs: until) }
    if args.all["blocked"] != nil { return .limitBlocked(limit: limit, untilMs: until) }
    return .limitLifted(limit: limit, untilMs: until)
  }

  /// From an amount on, of every one (`told` without an amount), or not at all.
  private static func alert(_ args: Fields) throws -> CardChange {
    let of = try args.text("of")
    guard try args.flag("told") == true else { return .alertOff(of: of) }
    if args.all["minor"] != nil { return .alertFrom(of: of, least: try money(args)) }
    return .alertEvery(of: of)
  }

  /// So many days from now on and until, or as `from` and `until` say.
  private static func trip(_ phone: Phone, _ args: Fields) throws -> (String, String, [String]) {
    func day(_ name: String) throws -> String {
      if args.all[name] != nil { return try args.text(name) }
      return try phone.dayFromNow(days: Int32(try args.integer("\(name)_days")))
    }
    return (try day("from"), try day("until"), try args.text("countries").split(separator: " ").map(String.init))
  }

  /// Where the customer travels.
  private static func cardTrips(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let trips = try phone.cardControls(card: await listed(phone, args), language: language).trips
    let countries: [String] = trips.map { $0.countries.joined(separator: " ") }
    var told: [String: JSONValue] = ["count": .integer(Int64(trips.count))]
    told["countries"] = .string(countries.joined(separator: " | "))
    told["warnings"] = .string(trips.map(\.warning).joined(separator: " | "))
    told["words"] = trips.first.map { JSONValue.string($0.words) } ?? .null
    return .object(told)
  }

  /// Of which payments the customer is told.
  private static func cardAlerts(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let view = try phone.cardControls(card: await listed(phone, args), language: language)
    let told: [String] = view.alerts.filter(\.on).map { alert in "\(alert.label): \(alert.value)" }
    return .object(["count": .integer(Int64(view.alerts.count)), "told": .string(told.joined(separator: " | "))])
  }

  /// One limit in words, and what is switched off or blocked.
  private static func controls(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let view = try phone.cardControls(card: await listed(phone, args), language: language)
    let name = try args.text("limit")
    guard let limit = view.limits.first(where: { $0.name == name }) else { throw PhoneError.NotFound }
    let off = view.switches.filter { !$0.on }.map(\.label)
    let categories = view.categories.filter(\.blocked).map(\.label)
    let blocked = categories + view.blockedCountries + view.blockedMerchants.map(\.name)
    return .object([
      "label": .string(limit.label), "in_force_minor": .integer(limit.inForce.minor),
      "cooling_off": .bool(limit.coolingOff), "note": .string(limit.note),
      "off": .string(off.joined(separator: " | ")), "blocked": .string(blocked.joined(separator: " | ")),
      "limits": .integer(Int64(view.limits.count)),
    ])
  }

  /// How many, what for, and whether the exported file holds them all.
  private static func receipts(_ phone: Phone) async throws -> JSONValue {
    let all = try await phone.cardReceipts()
    let exported = try await phone.exportCardReceipts()
    return .object([
      "count": .integer(Int64(all.count)), "actions": .string(all.map(\.action).joined(separator: " ")),
      "exported": .bool(all.allSatisfy { exported.contains($0.proof) }),
      "unproved": .integer(Int64(all.filter { !$0.proved }.count)),
    ])
  }

  private static func loss(_ name: String) throws -> CardLoss {
    switch name {
    case "lost": .lost
    case "stolen": .stolen
    case "compromised": .compromised
    default: throw JourneyError("a card is not lost by being `\(name)`")
    }
  }

  /// How many receipts, and what for.
  private static func told(_ receipts: [ReceiptView], count: String) -> JSONValue {
    .object([
      count: .integer(Int64(receipts.count)), "actions": .string(receipts.map(\.action).joined(separator: " ")),
      "unproved": .integer(Int64(receipts.filter { !$0.proved }.count)),
    ])
  }

  /// How many commands, the states of all, and the newest in words.
  private static func commands(_ phone: Phone) async throws -> JSONValue {
    let all = try await phone.cardCommands(language: language)
    // A statement each: as one expression it takes the compiler too long.
    let states: [String] = all.map { command in "\(command.action) \(command.state)" }
    var told: [String: JSONValue] = [:]
    told["count"] = .integer(Int64(all.count))
    told["states"] = .string(states.joined(separator: " | "))
    for name in ["command_id", "title", "state_words", "detail", "asks"] { told[name] = JSONValue.null }
    if let newest: CommandView = all.first {
      told["command_id"] = .string(newest.commandId)
      told["title"] = .string(newest.title)
      told["state_words"] = .string(newest.stateWords)
      told["detail"] = .string(newest.detail)
      told["asks"] = .bool(newest.asks)
    }
    return .object(told)
  }

  private static func preflight(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let (channel, country) = (try args.text("channel"), try args.text("country"))
    let intended = IntendedPayment(
      amount: try money(args), channel: channel, country: country, category: nil, merchant: nil)
    let view = try await phone.preflight(cardId: known(phone, args), intended: intended, language: language)
    return .object([
      "passes": .bool(view.passes), "words": .string(view.words),
      "reason": view.why.map { JSONValue.string($0.reason) } ?? .null,
      "body": view.why.map { JSONValue.string($0.body) } ?? .null,
    ])
  }

  /// What another value of a limit would have stopped.
  private static func tryLimit(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let view = try await phone.tryControls(cardId: known(phone, args), changes: [limit(args)], language: language)
    let newest = view.transactions.first
    return .object([
      "tried": .integer(Int64(view.tried)), "stopped": .integer(Int64(view.stopped)), "words": .string(view.words),
      "newest": newest.map { JSONValue.string($0.merchant) } ?? .null,
      "reason": newest?.declined.map { JSONValue.string($0.reason) } ?? .null,
    ])
  }

  /// The first page: how many, whether there is more, and the newest in words.
  private static func transactions(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    func given(_ name: String) throws -> String? { try args.all[name].map { _ in try args.text(name) } }
    let card = args.all["ending"] == nil ? nil : try await known(phone, args)
    let states = try given("state").map { [$0] } ?? []
    let currency = try given("currency") ?? "IDR"
    let exponent = try args.all["exponent"].map { _ in UInt8(try args.integer("exponent")) } ?? 2
    func end(_ name: String) throws -> Money? {
      guard args.all[name] != nil else { return nil }
      return Money(minor: try args.integer(name), currency: currency, exponent: exponent)
    }
    // As it is typed, or so many days from today.
    func day(_ name: String) throws -> String {
      if args.all["\(name)s"] == nil { return try given(name) ?? "" }
      return try phone.dayFromNow(days: Int32(try args.integer("\(name)s")))
    }
    let days = try readDays(first: day("first_day"), last: day("last_day"))
    let filter = TransactionFilter(
      cardId: card, states: states, search: try given("search"), fromMs: days.fromMs, untilMs: days.untilMs,
      group: try given("group"), amountFrom: try end("from_minor"), amountTo: try end("to_minor"))
    let page = try await phone.transactions(filter: filter, after: given("after"), language: language)
    var result = try page.transactions.first.flatMap { try viewAsJSON($0).fields } ?? [:]
    result["count"] = .integer(Int64(page.transactions.count))
    result["next"] = page.next.map(JSONValue.string) ?? .null
    result["reason"] = page.transactions.first?.declined.map { JSONValue.string($0.reason) } ?? .null
    return .object(result)
  }
}
