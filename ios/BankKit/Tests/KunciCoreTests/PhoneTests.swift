import Foundation
import KunciCore
import Testing

/// What an app can rely on at the language border.
@Suite(.serialized) struct PhoneTests {
  private func withBank(_ body: (SandboxBank, URL) async throws -> Void) async throws {
    let folder = try temporaryFolder("phone")
    let bank = try await SandboxBank.start(in: folder.appendingPathComponent("bank"))
    defer {
      bank.stop()
      try? FileManager.default.removeItem(at: folder)
    }
    try await body(bank, folder)
  }

  private func open(_ bank: SandboxBank, _ folder: URL, _ keys: any DeviceKeys) throws -> Phone {
    let profile = folder.appendingPathComponent("profile")
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    return try Phone.open(profileDir: profile.path, bankConfigJson: bank.phoneConfig, keys: keys)
  }

  @Test func aRefusalArrivesAsATypedErrorWithACodeAndWords() async throws {
    try await withBank { bank, folder in
      let phone = try open(bank, folder, HostDeviceKeys(folder: folder.appendingPathComponent("device")))
      _ = try await phone.fetchKeys()
      do {
        _ = try await phone.signIn(userId: "nobody", password: Data("wrong".utf8), language: "in_ID")
        Issue.record("nobody signed in")
      } catch let refusal as PhoneError {
        #expect(errorCode(error: refusal) == "sign_in_refused")
        let english = explain(error: refusal, language: "en")
        #expect(!english.title.isEmpty && !english.body.isEmpty)
        #expect(english != explain(error: refusal, language: "id"))
      }
    }
  }

  @Test func theCoreCallsTheHostWrittenInSwift() async throws {
    try await withBank { bank, folder in
      let keys = try HostDeviceKeys(folder: folder.appendingPathComponent("device"))
      let phone = try open(bank, folder, keys)
      _ = try await phone.fetchKeys()
      #expect(keys.calls > 0)
    }
  }

  @Test func anErrorOfTheHostReachesTheCallerTyped() async throws {
    try await withBank { bank, folder in
      await #expect(throws: PhoneError.self) {
        _ = try await open(bank, folder, LockedDeviceKeys()).fetchKeys()
      }
    }
  }

  @Test func twoHundredCallsAtOnceAllReturn() async throws {
    try await withBank { bank, folder in
      let phone = try open(bank, folder, HostDeviceKeys(folder: folder.appendingPathComponent("device")))
      let answers = try await withThrowingTaskGroup(of: KeyBundleView.self) { group in
        for _ in 0..<200 { group.addTask { try await phone.fetchKeys() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 200)
      #expect(Set(answers.map(\.epoch)).count == 1)
    }
  }

  @Test func aCodeIsTypedDigitByDigit() throws {
    let entry = try entered("123")
    entry.backspace()
    #expect(entry.len() == 2)
    #expect(throws: CodeEntryError.NotADigit) { try entry.push(digit: 10) }
    for _ in 0..<4 { try entry.push(digit: 0) }
    #expect(throws: CodeEntryError.Full) { try entry.push(digit: 0) }
    entry.clear()
    #expect(entry.len() == 0)
  }

  @Test func theSoftwareKeysTellAMissingKeyByItsType() throws {
    let folder = try temporaryFolder("software")
    let keys = try SoftwareDeviceKeys.open(dir: folder.path)
    do {
      _ = try keys.sign(alias: "none", message: Data([1]))
      Issue.record("signed with a key that is not there")
    } catch DeviceKeyError.Missing {}
  }
}
