import Foundation
import KunciCore

/// The actions about outages, complaints, letters, rights and tips.
enum ServiceActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    switch name {
    case "outages":
      try args.allow([])
      return outages(try await phone.outages(language: language))
    case "rights":
      try args.allow(["language"])
      return try rightsIn(try args.text("language"))
    case "file_complaint":
      try args.allow(["kind", "text"])
      return try await write(phone, try about(.complaint, try args.text("kind")), args)
    case "complaints":
      try args.allow([])
      return list(try await phone.writtenToBank(way: .complaint, before: nil, language: language).written)
    case "write_letter":
      try args.allow(["subject", "text"])
      return try await write(phone, try about(.letter, try args.text("subject")), args)
    case "letters":
      try args.allow([])
      return list(try await phone.writtenToBank(way: .letter, before: nil, language: language).written)
    case "keep_complaint":
      try args.allow(["kind", "text"])
      return try await keep(phone, .complaint, try args.text("kind"), args)
    case "unsent_complaint":
      try args.allow([])
      return try await unsent(phone, .complaint)
    case "keep_letter":
      try args.allow(["subject", "text"])
      return try await keep(phone, .letter, try args.text("subject"), args)
    case "unsent_letter":
      try args.allow([])
      return try await unsent(phone, .letter)
    case "tips":
      try args.allow(["language", "moment"])
      return try tipsFor(args)
    default: return nil
    }
  }

  /// What is out and what is announced, by name; what works; the words of the first outage.
  private static func outages(_ view: OutagesView) -> JSONValue {
    func at(_ stage: String) -> JSONValue {
      .string(view.outages.filter { $0.stage == stage }.map(\.service).joined(separator: " "))
    }
    return .object([
      "fresh": .bool(view.isFresh), "age": .string(view.age), "banner": .string(view.banner ?? ""),
      "now": at("now"), "announced": at("announced"), "perhaps_over": at("perhaps-over"),
      "works": .string(view.works.map(\.code).joined(separator: " ")),
      "text": .string(view.outages.first?.text ?? ""),
    ])
  }

  /// How many, and the words of the first.
  private static func rightsIn(_ language: String) throws -> JSONValue {
    let all = rights(language: language)
    guard let first = all.first else { throw JourneyError("there are no rights") }
    return .object([
      "count": .integer(Int64(all.count)), "first": .string(first.key), "title": .string(first.title),
      "body": .string(first.body),
    ])
  }

  /// What the form offers, by name.
  private static func offered(_ way: WrittenWay) -> [String: About] {
    switch way {
    case .complaint:
      [
        "payment": .complaint(.payment), "card": .complaint(.card), "fraud": .complaint(.fraud),
        "service": .complaint(.service), "data": .complaint(.data), "other": .complaint(.other),
      ]
    case .letter:
      [
        "cards": .letter(.cards), "token": .letter(.token), "transfer": .letter(.transfer),
        "details": .letter(.details), "other": .letter(.other),
      ]
    }
  }

  private static func about(_ way: WrittenWay, _ name: String) throws -> About {
    guard let about = offered(way)[name] else { throw JourneyError("nothing to write about is called `\(name)`") }
    return about
  }

  private static func write(_ phone: Phone, _ about: About, _ args: Fields) async throws -> JSONValue {
    .object(one(try await phone.writeToBank(about: about, text: try args.text("text"), language: language)))
  }

  /// Types it, without sending it; no name for what is not chosen yet.
  private static func keep(
    _ phone: Phone, _ way: WrittenWay, _ name: String, _ args: Fields
  ) async throws -> JSONValue {
    let chosen = name.isEmpty ? nil : try about(way, name)
    try await phone.keepUnsent(way: way, about: chosen, text: try args.text("text"))
    return .object([:])
  }

  /// Whether something was begun, and what.
  private static func unsent(_ phone: Phone, _ way: WrittenWay) async throws -> JSONValue {
    let begun = try await phone.unsent(way: way)
    let about = begun?.about.flatMap { chosen in offered(way).first { $0.value == chosen }?.key }
    return .object([
      "begun": .bool(begun != nil), "about": about.map(JSONValue.string) ?? .null,
      "text": (begun?.text).map(JSONValue.string) ?? .null,
    ])
  }

  private static func tipsFor(_ args: Fields) throws -> JSONValue {
    let all: [String: TipMoment] = [
      "sign-in": .signIn, "choose-password": .choosePassword, "choose-code": .chooseCode, "old-version": .oldVersion,
      "lost-phone": .lostPhone,
    ]
    let name = try args.text("moment")
    guard let moment = all[name] else { throw JourneyError("no moment is called `\(name)`") }
    let told = tips(moment: moment, language: try args.text("language"))
    return .object(["count": .integer(Int64(told.count)), "text": .string(told.joined(separator: " "))])
  }

  private static func one(_ written: WrittenView) -> [String: JSONValue] {
    [
      "reference": .string(written.reference), "kind": .string(written.kind), "state": .string(written.state),
      "title": .string(written.title), "next": .string(written.next),
      "answer": written.answer.map(JSONValue.string) ?? .null,
      "due_in_hours": .integer((written.dueMs - written.filedMs) / 3_600_000),
    ]
  }

  /// The newest page: how many, their states from the newest on, and the newest itself.
  private static func list(_ all: [WrittenView]) -> JSONValue {
    var result = all.first.map(one) ?? [:]
    result["count"] = .integer(Int64(all.count))
    result["states"] = .string(all.map(\.state).joined(separator: " "))
    return .object(result)
  }
}
