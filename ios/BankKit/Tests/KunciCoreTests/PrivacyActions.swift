import Foundation
import KunciCore

/// The actions about privacy.
enum PrivacyActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = fields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "stored": return .object(counts(try await phone.stored(language: language)))
    case "export": return try await export(phone, args)
    case "erase":
      let code = try args.all["code"].map { _ in try entered(args.text("code")) }
      let erased = try await phone.eraseData(code: code, language: language)
      var left = counts(erased.left)
      left["done"] = .bool(erased.done)
      return .object(left)
    case "consents": return said(try await phone.consents(language: language))
    default:
      guard let given = try args.flag("given") else { throw JourneyError("given must be true or false") }
      let version = UInt32(try args.integer("version"))
      let kind = try args.text("kind")
      return said(try await phone.setConsent(kind: kind, version: version, given: given, language: language))
    }
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "stored": [], "export": ["passphrase", "word"], "erase": ["code"], "consents": [],
    "set_consent": ["kind", "version", "given"],
  ]

  private static func counts(_ kept: [StoredView]) -> [String: JSONValue] {
    let named = kept.map { ($0.kind.replacing("-", with: "_"), JSONValue.integer(Int64($0.count))) }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  /// The file's format, and whether a word of it can be read without the passphrase.
  private static func export(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let file = try await phone.exportData(passphrase: Data(try args.text("passphrase").utf8))
    let isOurs = file.contains("\"format\":\"kunci-export/1\"")
    return .object([
      "format": isOurs ? .string("kunci-export/1") : .null, "readable": .bool(file.contains(try args.text("word"))),
    ])
  }

  private static func said(_ consents: [ConsentView]) -> JSONValue {
    let words = consents.map { consent -> (String, JSONValue) in
      if consent.given { return (consent.kind, .string("given \(consent.version)")) }
      let word = consent.saidVersion.map { "not given, said to \($0)" } ?? "open"
      return (consent.kind, .string(word))
    }
    return .object(Dictionary(words, uniquingKeysWith: { first, _ in first }))
  }
}
