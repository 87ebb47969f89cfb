import Foundation
import KunciCore

/// The actions about outages, complaints and rights.
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
      let kind = try kindNamed(try args.text("kind"))
      return .object(one(try await phone.fileComplaint(kind: kind, text: try args.text("text"), language: language)))
    case "complaints":
      try args.allow([])
      return list(try await phone.complaints(before: nil, language: language).complaints)
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

  private static func kindNamed(_ name: String) throws -> ComplaintKind {
    switch name {
    case "payment": .payment
    case "card": .card
    case "fraud": .fraud
    case "service": .service
    case "data": .data
    case "other": .other
    default: throw JourneyError("no kind of complaint is called `\(name)`")
    }
  }

  private static func one(_ complaint: ComplaintView) -> [String: JSONValue] {
    [
      "reference": .string(complaint.reference), "kind": .string(complaint.kind), "state": .string(complaint.state),
      "title": .string(complaint.title), "next": .string(complaint.next),
      "answer": complaint.answer.map(JSONValue.string) ?? .null,
      "due_in_hours": .integer((complaint.dueMs - complaint.filedMs) / 3_600_000),
    ]
  }

  /// The newest page: how many, their states from the newest on, and the newest itself.
  private static func list(_ all: [ComplaintView]) -> JSONValue {
    var result = all.first.map(one) ?? [:]
    result["count"] = .integer(Int64(all.count))
    result["states"] = .string(all.map(\.state).joined(separator: " "))
    return .object(result)
  }
}
