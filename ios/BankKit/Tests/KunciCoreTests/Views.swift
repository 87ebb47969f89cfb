import Foundation

/// A record of the core as a journey names it: fields and enum values in snake case.
func viewAsJSON(_ value: Any) throws -> JSONValue {
  switch value {
  case let text as String: return .string(text)
  case let bool as Bool: return .bool(bool)
  case let integer as any BinaryInteger: return .integer(Int64(integer))
  case let number as Double: return .number(number)
  default: break
  }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional: return try mirror.children.first.map { try viewAsJSON($0.value) } ?? .null
  case .collection: return .array(try mirror.children.map { try viewAsJSON($0.value) })
  case .enum where mirror.children.isEmpty: return .string(snakeCase("\(value)"))
  case .struct: return .object(try fields(of: mirror))
  default: throw JourneyError("\(type(of: value)) is no record: name its fields in PhoneActions.swift")
  }
}

private func fields(of mirror: Mirror) throws -> [String: JSONValue] {
  var fields: [String: JSONValue] = [:]
  for child in mirror.children {
    guard let label = child.label else { throw JourneyError("a field without a name in \(mirror.subjectType)") }
    fields[snakeCase(label)] = try viewAsJSON(child.value)
  }
  return fields
}

/// `expiresAt` is `expires_at`.
func snakeCase(_ name: String) -> String {
  name.replacing(/([a-z0-9])([A-Z])/) { "\($0.1)_\($0.2)" }.lowercased()
}
