import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// A phone whose protection was taken off: what the host sees of it, and what the bank hears. No phone is involved: a folder stands in
/// for its system.
@MainActor @Suite(.serialized) struct IntegrityTests {
  @Test func safe_8_one_sign_is_a_yes_and_a_no_needs_all_of_them_seen() {
    #expect(PhoneIntegrity.judge([]) == nil)
    #expect(PhoneIntegrity.judge([false, false]) == false)
    #expect(PhoneIntegrity.judge([false, nil]) == nil)
    #expect(PhoneIntegrity.judge([nil, true, false]) == true)
  }

  @Test func safe_8_what_a_jailbroken_phone_has_lying_about_is_found() throws {
    let root = try temporaryFolder("system")
    defer { try? FileManager.default.removeItem(at: root) }
    let integrity = PhoneIntegrity(root: root)
    // Nothing lies about, but the place to write to is missing: that is no answer.
    #expect(integrity.isRooted() == nil)
    for path in ["Applications/Cydia.app", "Library/MobileSubstrate/MobileSubstrate.dylib", "usr/sbin/sshd"] {
      let sign = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: sign, withIntermediateDirectories: true)
      #expect(integrity.isRooted() == true, "\(path)")
      try FileManager.default.removeItem(at: sign)
    }
    #expect(integrity.isRooted() == nil)
    // A link that leads nowhere is there all the same.
    let link = root.appendingPathComponent("Applications/Sileo.app").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    #expect(integrity.isRooted() == true)
  }

  @Test func safe_8_an_app_that_can_write_where_none_may_says_so_and_leaves_nothing() throws {
    let root = try temporaryFolder("system")
    defer { try? FileManager.default.removeItem(at: root) }
    let outside = root.appendingPathComponent("private")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
    #expect(PhoneIntegrity(root: root).isRooted() == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }

  @Test(arguments: [true, false, nil] as [Bool?])
  func safe_8_the_bank_hears_of_a_rooted_phone_before_the_sign_in_and_it_works_on(isRooted: Bool?) async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = await sari.signIn()
      var session: SessionView?
      let unlock = UnlockModel(phone: sari.phone, language: .english, isRooted: { isRooted }) { session = $0 }
      type(Customer.code, into: unlock.pad)
      await unlock.unlock()
      #expect(session?.full == true)
      let alerts = try await sari.phone.alerts(before: nil, language: "en").alerts
      let isTold = alerts.contains { $0.kind == "rooted-phone" }
      #expect(isTold == (isRooted == true))
    }
  }
}
