import Foundation
import KunciCore

/// The actions about statements.
enum StatementActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    switch name {
    case "statements":
      try args.allow([])
      let all = try await phone.statements(language: language)
      var fields = try all.first.flatMap { try viewAsJSON($0).fields } ?? [:]
      fields["count"] = .integer(Int64(all.count))
      return .object(fields)
    case "statement_document":
      try args.allow([])
      guard let newest = try await phone.statements(language: language).first else { throw PhoneError.NotFound }
      let content = try await phone.statementDocument(statementId: newest.statementId)
      return .object(["pdf": .bool(content.starts(with: Data("%PDF-".utf8)))])
    default: return nil
    }
  }
}
