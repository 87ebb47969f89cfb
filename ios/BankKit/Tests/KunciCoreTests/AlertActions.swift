import Foundation
import KunciCore

/// The actions about alerts.
enum AlertActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    switch name {
    case "alerts":
      try args.allow([])
      return newest(try await phone.alerts(before: nil, language: language))
    case "alerts_read":
      try args.allow([])
      let page = try await phone.alerts(before: nil, language: language)
      guard let newest = page.alerts.first else { throw JourneyError("there is no alert") }
      try await phone.markAlertsRead(upTo: newest.alertId)
      return .object([:])
    default: return nil
    }
  }

  /// The newest page: how many, their kinds from the newest on, and the words of the newest.
  private static func newest(_ page: AlertsView) -> JSONValue {
    let kinds = page.alerts.map(\.kind).joined(separator: " ")
    var result: [String: JSONValue] = [
      "count": .integer(Int64(page.alerts.count)), "kinds": .string(kinds), "unread": .integer(Int64(page.unread)),
    ]
    if let newest = page.alerts.first {
      result["kind"] = .string(newest.kind)
      result["title"] = .string(newest.title)
      result["body"] = .string(newest.body)
      result["action"] = .string(newest.action)
      result["card_ending"] = newest.cardEnding.map(JSONValue.string) ?? .null
    }
    return .object(result)
  }
}
