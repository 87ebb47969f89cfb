import Foundation
import Testing

/// A check that cannot fail would be worth nothing: each rule is shown to pass and to fail.
@Suite struct MatchingTests {
  private func json(_ text: String) throws -> JSONValue { try JSONValue.parse(Data(text.utf8)) }
  private func wanted(_ text: String) throws -> [String: JSONValue] { try Fields(json(text), at: "test").all }

  @Test(arguments: [
    (#"{}"#, #"{"a":1}"#),
    (#"{"a":1}"#, #"{"a":1,"b":2}"#),
    (#"{"a":1.0}"#, #"{"a":1}"#),
    (#"{"a":null}"#, #"{"a":null}"#),
    (#"{"a":{"not":"x"}}"#, #"{"a":"y"}"#),
    (#"{"otp":{"digits":6}}"#, #"{"otp":"012345"}"#),
    (#"{"otp":{"digits":6,"not":"654321"}}"#, #"{"otp":"012345"}"#),
  ])
  func whatHoldsThePatternMatches(pattern: String, actual: String) throws {
    #expect(mismatch(try wanted(pattern), try json(actual)) == nil)
  }

  @Test(arguments: [
    (#"{"a":1}"#, #"{}"#),
    (#"{"a":1}"#, #"{"a":2}"#),
    (#"{"a":1}"#, #"{"a":"1"}"#),
    (#"{"a":1}"#, #"{"a":true}"#),
    (#"{"a":null}"#, #"{"a":"null"}"#),
    (#"{"a":{"not":"x"}}"#, #"{"a":"x"}"#),
    (#"{"otp":{"digits":6}}"#, #"{"otp":"12345"}"#),
    (#"{"otp":{"digits":6}}"#, #"{"otp":"12345a"}"#),
    (#"{"otp":{"digits":6}}"#, #"{"otp":123456}"#),
    (#"{"otp":{"digits":6,"not":"012345"}}"#, #"{"otp":"012345"}"#),
    (#"{"otp":{"digit":6}}"#, #"{"otp":"012345"}"#),
    (#"{"a":1}"#, #"[1]"#),
  ])
  func whatDiffersIsNoticed(pattern: String, actual: String) throws {
    #expect(mismatch(try wanted(pattern), try json(actual)) != nil)
  }

  @Test func savedValuesAreFilledIn() throws {
    let saved = ["n": try json("7"), "s": try json(#""x""#)]
    let filled = try fill(try json(##"{"a":"${n}","b":"<${s}>"}"##), saved)
    let expected = try json(#"{"a":"7","b":"<x>"}"#)
    #expect(filled == expected)
    #expect(throws: JourneyError.self) { try fill(try json(##""${other}""##), saved) }
  }

  @Test(arguments: [
    #"{"name":"x","steps":[{"id":"1","title":{"en":"x"},"do":"phone.open","expcet":{"ok":{}}}]}"#,
    #"{"name":"x","steps":[{"id":"1","title":{"en":"x"},"do":"phone.open","expect":{"okay":{}}}]}"#,
    #"{"name":"x","steps":[{"id":"1","title":{"en":"x"},"do":"phone.open","expect":{}}]}"#,
    #"{"name":"x","steps":[{"id":"1","title":{"en":"x"},"do":"x","expect":{"ok":{},"error":"x"}}]}"#,
    #"{"name":"x","steps":[]}"#,
    #"{"name":"x","stpes":[]}"#,
  ])
  func unknownOrMissingFieldsAreRefused(text: String) {
    #expect(throws: JourneyError.self) { try Journey(file: "x.json", data: Data(text.utf8)) }
  }

  /// FIPS 180-4, the examples of one and of two blocks.
  @Test func theDigestIsSHA256() {
    #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect(SHA256.hex(twoBlocks) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }
}

extension SHA256 {
  fileprivate static func hex(_ text: String) -> String {
    var hash = SHA256()
    hash.update(Data(text.utf8))
    return hash.hexDigest()
  }
}
