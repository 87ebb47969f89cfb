import Foundation
import Testing

/// What keeps a journey from being run, in words.
struct JourneyError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A journey: steps that a customer, the phone and the bank take, one after the other.
struct Journey: Sendable, CustomTestStringConvertible {
  let file: String
  let name: String
  let steps: [Step]

  var testDescription: String { name }

  /// Every journey of the repository, in the order of their names.
  static func all() throws -> [Journey] {
    let folder = try environment("KUNCI_JOURNEYS")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") && !$0.contains("schema") }
    guard !names.isEmpty else { throw JourneyError("no journey in \(folder)") }
    return try names.sorted().map { name in
      try Journey(file: "tests/journeys/\(name)", data: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }
  }

  /// Reads a journey; a field that this runner does not know is an error, never overlooked.
  init(file: String, data: Data) throws {
    let journey = try Fields(try JSONValue.parse(data), at: file)
    try journey.allow(["$schema", "name", "title", "steps"])
    self.file = file
    name = try journey.text("name")
    steps = try journey.elements("steps").map { try Step($0, in: file) }
    guard !steps.isEmpty else { throw JourneyError("\(file) has no steps") }
  }
}

/// What is done in a step, what must come of it, and which parts are kept for later steps.
struct Step: Sendable {
  let id: String
  let title: String
  let action: String
  let with: JSONValue
  let expect: Expectation
  let save: [String: String]
  /// Which phone acts.
  let on: String

  init(_ value: JSONValue, in file: String) throws {
    id = try Fields(value, at: file).text("id")
    let place = "\(file)::\(id)"
    let step = try Fields(value, at: place)
    try step.allow(["id", "title", "promises", "do", "with", "expect", "save", "sees", "on"])
    title = try step.object("title").text("en")
    action = try step.text("do")
    with = .object(step.all["with"]?.fields ?? [:])
    expect = try Expectation(step.object("expect"))
    on = try step.all["on"].map { _ in try step.text("on") } ?? "first"
    save = try Fields(step.all["save"] ?? .object([:]), at: "\(place), save").texts()
  }
}

/// What must come of a step.
enum Expectation: Sendable {
  /// Success, and the result holds at least this.
  case ok([String: JSONValue])
  /// A refusal with this code.
  case error(String)

  init(_ fields: Fields) throws {
    try fields.allow(["ok", "error"])
    guard fields.all.count == 1 else { throw JourneyError("\(fields.place) must be either success or an error") }
    self = fields.all["error"] == nil ? .ok(try fields.object("ok").all) : .error(try fields.text("error"))
  }
}

/// The fields of a JSON object; what is missing or of another type is an error that names its place.
struct Fields {
  let all: [String: JSONValue]
  let place: String

  init(_ value: JSONValue, at place: String) throws {
    guard let fields = value.fields else { throw JourneyError("\(place) is \(value) instead of an object") }
    all = fields
    self.place = place
  }

  private init(_ all: [String: JSONValue], _ place: String) { (self.all, self.place) = (all, place) }

  func without(_ name: String) -> Fields { Fields(all.filter { $0.key != name }, place) }

  func allow(_ names: Set<String>) throws {
    let unknown = Set(all.keys).subtracting(names)
    guard unknown.isEmpty else { throw JourneyError("\(place) has fields that this runner does not know: \(unknown)") }
  }

  func text(_ name: String) throws -> String {
    guard let text = all[name]?.text else { throw JourneyError("\(place) needs the text `\(name)`") }
    return text
  }

  func integer(_ name: String) throws -> Int64 {
    guard case .integer(let integer) = all[name] else { throw JourneyError("\(place) needs the number `\(name)`") }
    return integer
  }

  /// Nil where it is not given.
  func flag(_ name: String) throws -> Bool? {
    switch all[name] {
    case nil: nil
    case .bool(let flag): flag
    default: throw JourneyError("\(place): `\(name)` is no yes or no")
    }
  }

  func elements(_ name: String) throws -> [JSONValue] {
    guard let elements = all[name]?.elements else { throw JourneyError("\(place) needs the list `\(name)`") }
    return elements
  }

  func object(_ name: String) throws -> Fields {
    guard let value = all[name] else { throw JourneyError("\(place) needs `\(name)`") }
    return try Fields(value, at: "\(place), \(name)")
  }

  func texts() throws -> [String: String] {
    try Dictionary(uniqueKeysWithValues: all.keys.map { ($0, try text($0)) })
  }
}

/// A variable that `cargo xtask swift` sets.
func environment(_ name: String) throws -> String {
  guard let value = ProcessInfo.processInfo.environment[name] else {
    throw JourneyError("\(name) is not set: run the tests with `cargo xtask swift`")
  }
  return value
}
