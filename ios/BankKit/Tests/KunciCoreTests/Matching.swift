import Foundation

/// Puts saved values in the place of `${name}` inside texts.
func fill(_ value: JSONValue, _ saved: [String: JSONValue]) throws -> JSONValue {
  switch value {
  case .object(let fields): .object(try fields.mapValues { try fill($0, saved) })
  case .array(let elements): .array(try elements.map { try fill($0, saved) })
  case .string(let text): .string(try fillText(text, saved))
  default: value
  }
}

private func fillText(_ text: String, _ saved: [String: JSONValue]) throws -> String {
  try text.replacing(/\$\{([A-Za-z0-9_]+)\}/) { match in
    guard let value = saved[String(match.1)] else { throw JourneyError("no step saved `\(match.1)`") }
    return value.text ?? value.description
  }
}

/// What keeps `result` from having the `wanted` fields, or nil. It may have others.
func mismatch(_ wanted: [String: JSONValue], _ result: JSONValue) -> String? {
  guard let fields = result.fields else { return "the result is \(result) instead of an object" }
  for (name, value) in wanted.sorted(by: { $0.key < $1.key }) {
    guard let found = fields[name] else { return "the result has no `\(name)` but \(fields.keys.sorted())" }
    if let wrong = fieldMismatch(value, found) { return "\(name): \(wrong)" }
  }
  return nil
}

/// An object holds rules, of which each must hold: `{"digits": 6}` for a text of six digits, `{"not": value}`.
private func fieldMismatch(_ wanted: JSONValue, _ found: JSONValue) -> String? {
  guard let rules = wanted.fields else { return wanted == found ? nil : "is \(found) instead of \(wanted)" }
  for (rule, value) in rules.sorted(by: { $0.key < $1.key }) {
    switch rule {
    case "digits": if !isDigits(found, value) { return "is not \(value) digits" }
    case "not": if value == found { return "is \(found), which it must not be" }
    default: return "there is no rule `\(rule)`"
    }
  }
  return nil
}

private func isDigits(_ found: JSONValue, _ count: JSONValue) -> Bool {
  guard let text = found.text else { return false }
  return text.utf8.allSatisfy { (0x30...0x39).contains($0) } && count == .integer(Int64(text.utf8.count))
}
