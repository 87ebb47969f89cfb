import Foundation
import KunciCore

/// The actions about operations and cards. One operation at a time is on the screen, waiting for yes or no.
struct OperationActions {
  private var shown: KunciCore.Operation?

  var onScreen: KunciCore.Operation {
    get throws {
      guard let shown else { throw JourneyError("no operation is on the screen") }
      return shown
    }
  }

  /// Forgets what is on the screen.
  mutating func clear() {
    shown = nil
  }

  /// Carries out `phone.NAME`, if it is one of these.
  mutating func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = Self.fields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "start_transfer": return try show(await phone.startTransfer(draft: Self.draft(args)))
    case "change_password":
      let (old, new) = (Data(try args.text("old").utf8), Data(try args.text("new").utf8))
      return show(try await phone.changePassword(oldPassword: old, newPassword: new))
    case "start_payee":
      let (name, bank) = (try args.text("payee_name"), try args.text("bank_code"))
      let draft = PayeeDraft(payeeName: name, bankCode: bank, account: try args.text("account"))
      return show(try await phone.startPayee(draft: draft))
    case "start_profile_change":
      let field = try Self.field(args.text("field"))
      return show(try await phone.startProfileChange(field: field, new: args.text("new")))
    case "prove_number_change":
      let device = try args.all["hardware_otp"].map { _ in try entered(args.text("hardware_otp")) }
      return proved(try await phone.proveNumberChange(otp: entered(args.text("otp")), hardwareOtp: device))
    case "in_progress": return try await inProgress(phone)
    case "pending":
      let waiting = try await phone.pendingOperations()
      var result = waiting.first.flatMap { show($0).fields } ?? [:]
      result["count"] = .integer(Int64(waiting.count))
      return .object(result)
    case "operations_changed":
      let after = UInt64(try args.integer("after"))
      let counted = try await answer(until: .now + .seconds(20)) { try await phone.operationsChanged(counted: after) }
      return .object(["counted": .integer(Int64(counted))])
    case "approve":
      let code = try entered(args.text("code"))
      return try Self.view(phone, await phone.approve(operation: onScreen, code: code))
    case "reject":
      let reason = try Self.reason(args.text("reason"))
      return try Self.view(phone, await phone.reject(operation: onScreen, reason: reason))
    case "operation": return try Self.view(phone, await phone.operation(operationId: onScreen.id()))
    case "cards":
      let endings = try await phone.cards().map { $0.view().ending }
      return .object(["count": .integer(Int64(endings.count)), "endings": .string(endings.joined(separator: " "))])
    case "card": return Self.card(try await Self.listed(phone, args).view())
    case "freeze": return try viewAsJSON(await phone.freezeCard(cardId: Self.known(phone, args)))
    case "unfreeze": return try show(await phone.unfreezeCard(cardId: Self.known(phone, args)))
    case "set_limit": return try await setLimit(phone, args)
    default: return nil
    }
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "start_transfer": ["payee_name", "bank_code", "account", "minor", "currency", "exponent", "note"], "pending": [],
    "operations_changed": ["after"],
    "change_password": ["old", "new"], "start_payee": ["payee_name", "bank_code", "account"],
    "start_profile_change": ["field", "new"], "in_progress": [],
    "prove_number_change": ["otp", "hardware_otp"],
    "approve": ["code"], "reject": ["reason"], "operation": [], "cards": [], "card": ["ending"], "freeze": ["ending"],
    "unfreeze": ["ending"], "set_limit": ["ending", "minor", "currency", "exponent"],
  ]

  private mutating func setLimit(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    try outcome(await phone.setCardLimit(card: Self.listed(phone, args), amount: Self.money(args)))
  }

  /// Done, or put on the screen to be approved.
  mutating func outcome(_ outcome: ControlsOutcome) throws -> JSONValue {
    let result: JSONValue
    switch (outcome.receipt, outcome.operation) {
    case (let receipt?, _): result = try viewAsJSON(receipt)
    case (nil, let operation?): result = show(operation)
    case (nil, nil): throw JourneyError("neither done nor to approve")
    }
    return .object((result.fields ?? [:]).merging(["done": .bool(outcome.receipt != nil)]) { $1 })
  }

  /// Puts it on the screen.
  mutating func show(_ operation: KunciCore.Operation) -> JSONValue {
    shown = operation
    let lines = operation.lines(language: language).map { "\($0.label): \($0.value)" }
    return .object([
      "operation_id": .string(operation.id()), "title": .string(operation.title(language: language)),
      "shown": .string(lines.joined(separator: " · ")),
    ])
  }

  static func view(_ phone: Phone, _ view: OperationView) throws -> JSONValue {
    var fields = try viewAsJSON(view).fields ?? [:]
    let receipt = fields["receipt"]?.fields
    let words = try phone.operationWords(view: view, language: language)
    fields["receipt_action"] = receipt?["action"] ?? .null
    fields["frozen"] = receipt?["frozen"] ?? .null
    fields["has_deadline"] = .bool(view.deadlineMs != nil)
    fields["late"] = .bool(words.late)
    fields["words"] = .string("\(words.state). \(words.detail)")
    return .object(fields)
  }

  private mutating func proved(_ outcome: NumberOutcome) -> JSONValue {
    switch outcome {
    case .needsApproval(let operation):
      var result = show(operation).fields ?? [:]
      result["waits"] = .bool(false)
      return .object(result)
    case .waits(let change):
      return .object([
        "waits": .bool(true), "change_id": .string(change.changeId), "number": .string(change.number),
      ])
    }
  }

  private func inProgress(_ phone: Phone) async throws -> JSONValue {
    let all = try await phone.operationsInProgress()
    var result = try all.first.flatMap { try Self.view(phone, $0).fields } ?? [:]
    result["count"] = .integer(Int64(all.count))
    return .object(result)
  }

  private static func field(_ name: String) throws -> ProfileField {
    switch name {
    case "address": .address
    case "email": .email
    default: throw JourneyError("there is no field `\(name)`")
    }
  }

  private static func card(_ view: CardView) -> JSONValue {
    .object([
      "ending": .string(view.ending), "frozen": .bool(view.frozen), "limit_minor": .integer(view.limit.minor),
      "ceiling_minor": .integer(view.ceiling.minor), "state": .string(view.state),
    ])
  }

  static func listed(_ phone: Phone, _ args: Fields) async throws -> Card {
    let ending = try args.text("ending")
    guard let card = try await phone.cards().first(where: { $0.view().ending == ending }) else {
      throw PhoneError.NotFound
    }
    return card
  }

  /// By name, without a network: as a customer does who is offline or locked.
  static func known(_ phone: Phone, _ args: Fields) async throws -> String {
    let ending = try args.text("ending")
    guard let card = try await phone.knownCards().first(where: { $0.ending == ending }) else {
      throw PhoneError.NotFound
    }
    return card.cardId
  }

  private static func draft(_ args: Fields) throws -> TransferDraft {
    TransferDraft(
      payeeName: try args.text("payee_name"), bankCode: try args.text("bank_code"), account: try args.text("account"),
      amount: try money(args), note: try args.text("note"))
  }

  static func money(_ args: Fields) throws -> Money {
    let exponent = UInt8(truncatingIfNeeded: try args.integer("exponent"))
    return Money(minor: try args.integer("minor"), currency: try args.text("currency"), exponent: exponent)
  }

  private static func reason(_ name: String) throws -> RejectReason {
    switch name {
    case "mistake": .mistake
    case "not-me": .notMe
    default: throw JourneyError("there is no reason `\(name)`")
    }
  }
}
