import Foundation
import KunciCore

/// The actions about trusted places, warnings, what waits, and suspension.
extension OperationActions {
  /// Carries out `phone.NAME`, if it is one of these.
  mutating func guarding(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    switch name {
    case "surroundings":
      try args.allow(["trusted_place", "on_call", "screen_shared"])
      let (place, call) = (try args.flag("trusted_place"), try args.flag("on_call") ?? false)
      let shared = try args.flag("screen_shared") ?? false
      try phone.setSurroundings(trustedPlace: place, onCall: call, screenShared: shared)
      return .object([:])
    case "integrity":
      try args.allow(["rooted"])
      try phone.setIntegrity(rooted: try args.flag("rooted"))
      return .object([:])
    case "warnings":
      try args.allow([])
      let warnings = try phone.approvalWarnings(operation: onScreen, language: language)
      let kinds = warnings.map { warningName(kind: $0.kind) }.joined(separator: " ")
      let words = warnings.map { "\($0.title). \($0.body)" }.joined(separator: " ")
      return .object([
        "count": .integer(Int64(warnings.count)), "kinds": .string(kinds), "words": .string(words),
      ])
    case "waiting":
      try args.allow([])
      let titles = try await phone.waitingOperations().map { $0.operation.title(language: language) }
      return .object([
        "count": .integer(Int64(titles.count)), "titles": .string(titles.joined(separator: " | ")),
      ])
    case "cancel":
      try args.allow(["operation_id"])
      let id = try args.all["operation_id"].map { _ in try args.text("operation_id") } ?? onScreen.id()
      return try Self.view(phone, await phone.cancelWaiting(operationId: id))
    default: return try await suspending(phone, name, args)
    }
  }

  private mutating func suspending(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard Self.plain.contains(name) else { return nil }
    try args.allow([])
    switch name {
    case "trusted_places": return try viewAsJSON(await phone.trustedPlaces())
    case "trusted_places_on": return try viewAsJSON(await phone.switchTrustedPlacesOn())
    case "trusted_places_off": return try show(await phone.switchTrustedPlacesOff())
    case "emergency_key": return try viewAsJSON(await phone.emergencyKey(language: language))
    case "make_emergency_key":
      let key = try await phone.makeEmergencyKey()
      var fields = show(key.operation()).fields ?? [:]
      fields["key"] = .string(String(decoding: key.digits(), as: UTF8.self))
      return .object(fields)
    case "drop_emergency_key": return try show(await phone.dropEmergencyKey())
    case "suspend": return try viewAsJSON(await phone.suspendToken())
    default: return try show(await phone.liftSuspension())
    }
  }

  /// The actions that take nothing.
  private static let plain: Set<String> = [
    "trusted_places", "trusted_places_on", "trusted_places_off", "suspend", "lift_suspension",
    "emergency_key", "make_emergency_key", "drop_emergency_key",
  ]
}
