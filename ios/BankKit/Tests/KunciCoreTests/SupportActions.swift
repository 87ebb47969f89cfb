import KunciCore

/// The bank's channels, what is really the bank's, and help.
enum SupportActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    switch name {
    case "channels":
      try args.allow([])
      return try await channels(phone)
    case "check_contacts":
      try args.allow(["text"])
      return try await check(phone, args.text("text"))
    case "guide":
      try args.allow(["step", "signed_in"])
      return guide(try args.text("step"), signedIn: try args.flag("signed_in") == true)
    case "help":
      try args.allow(["text", "language"])
      let topics = helpTopics(typed: try args.text("text"), language: try args.text("language"))
      return .object(["found": .integer(Int64(topics.count)), "first": .string(topics.first?.key ?? "")])
    default: return nil
    }
  }

  private static let language = "id"

  private static func channels(_ phone: Phone) async throws -> JSONValue {
    let directory = try await phone.channels(language: language)
    let first = { (kind: ChannelKind) in
      JSONValue.string(directory.channels.first { $0.kind == kind }?.address ?? "")
    }
    return .object([
      "count": .integer(Int64(directory.channels.count)), "phone": first(.phone), "website": first(.website),
      "signed": .bool(directory.issuedMs > 0),
    ])
  }

  private static func guide(_ step: String, signedIn: Bool) -> JSONValue {
    let told = guideStep(step: step, signedIn: signedIn, language: language)
    let acts = told.acts.map { name($0.act) + ($0.signInFirst ? "*" : "") }
    let words = [told.title, told.body] + told.answers.map(\.text) + told.acts.map(\.title)
    return .object([
      "step": .string(told.key), "answers": .string(told.answers.map(\.step).joined(separator: " ")),
      "acts": .string(acts.joined(separator: " ")), "explained": .bool(words.allSatisfy { !$0.isEmpty }),
    ])
  }

  /// `freezeCode` is `freeze-code` in journeys.
  private static func name(_ act: HelpAct) -> String {
    "\(act)".map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }

  private static func check(_ phone: Phone, _ text: String) async throws -> JSONValue {
    let found = try await phone.checkContacts(text: text, language: language)
    let verdicts = found.map { "\($0.kind):\($0.official ? "official" : "unknown")" }
    let explained = found.allSatisfy { !$0.title.isEmpty && !$0.body.isEmpty }
    return .object(["verdicts": .string(verdicts.joined(separator: " ")), "explained": .bool(explained)])
  }
}
