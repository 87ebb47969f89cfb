import KunciCore

/// Calls of the bank that the customer asked for, and the user id by SMS.
enum CallBackActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    switch name {
    case "call_backs":
      try args.allow([])
      let told = try await phone.callBacks(language: language)
      var shown: [String: JSONValue] = [
        "count": .integer(Int64(told.calls.count)), "windows": .integer(Int64(told.windows.count)),
        "number": .string(told.number),
      ]
      if let newest = told.calls.first { shown["newest"] = .string(newest.state) }
      return .object(shown)
    case "ask_for_call":
      try args.allow(["reason", "window"])
      return try await ask(phone, args.text("reason"), window: Int(try args.integer("window")))
    case "cancel_call":
      try args.allow([])
      guard let open = try await phone.callBacks(language: language).calls.first(where: \.open) else {
        throw JourneyError("no call is waited for")
      }
      return shown(try await phone.cancelCall(id: open.id, language: language))
    case "remind_user_id":
      try args.allow(["number"])
      try await phone.remindUserId(number: args.text("number"), language: language)
      return .object([:])
    default: return nil
    }
  }

  private static let language = "id"
  private static let reasons: [String: CallReason] = [
    "card": .card, "payment": .payment, "token": .token, "scam": .scam, "other": .other,
  ]

  /// `window`: which of those that are offered, the first is 1; while a call is waited for, nothing is.
  private static func ask(_ phone: Phone, _ reason: String, window: Int) async throws -> JSONValue {
    guard let reason = reasons[reason] else { throw JourneyError("there is no such reason") }
    let offered = try await phone.callBacks(language: language).windows
    let fromMs = offered.indices.contains(window - 1) ? offered[window - 1].fromMs : 0
    return shown(try await phone.askForCall(reason: reason, fromMs: fromMs, language: language))
  }

  private static func shown(_ call: CallBackView) -> JSONValue {
    let explained = [call.title, call.next, call.reasonName].allSatisfy { !$0.isEmpty }
    return .object([
      "call": .string(call.id), "state": .string(call.state), "open": .bool(call.open), "explained": .bool(explained),
    ])
  }
}
