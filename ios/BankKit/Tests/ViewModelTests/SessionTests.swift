import Foundation
import KunciCore
import Testing

@testable import KunciCoreTests
@testable import ViewModels

/// A session that nobody uses: a warning, one tap to stay, and nothing left on the screen.
@MainActor @Suite(.serialized) struct SessionTests {
  @Test func safe_2_the_last_minute_warns_and_one_tap_keeps_the_session() async throws {
    try await home { sari, root in
      try await sari.pass(250)
      await root.look()
      #expect(root.warning?.canStay == true)
      #expect((1...60).contains(root.warning?.seconds ?? 0))
      await root.stay()
      #expect(root.warning == nil)
      try await sari.pass(200)
      await root.look()
      #expect(root.warning == nil)
      #expect(root.hasSession)
    }
  }

  @Test func safe_2_a_touch_keeps_the_session_as_a_tap_does() async throws {
    try await home { sari, root in
      try await sari.pass(250)
      await root.look()
      #expect(root.warning != nil)
      root.touched()
      #expect(root.warning == nil)
      try await sari.pass(20)
      await root.look()
      #expect(root.warning == nil)
      #expect(root.hasSession)
    }
  }

  @Test func safe_2_five_minutes_in_the_background_leave_nothing_on_the_screen() async throws {
    try await home { sari, root in
      guard case .home(let left) = root.screen else { return #expect(Bool(false), "not at home") }
      try await sari.pass(300)
      await root.look()
      #expect(!root.hasSession)
      #expect(left.waiting.isEmpty)
      guard case .signIn(let model) = root.screen else { return #expect(Bool(false), "still signed in") }
      #expect(model.work.problem?.title == explainSessionEnd(end: .idle, language: "en").title)
      #expect(model.userId.isEmpty && model.password.isEmpty)
    }
  }

  @Test func safe_2_an_end_by_the_bank_is_noticed_without_a_touch() async throws {
    try await home { sari, root in
      let act: [String: JSONValue] = [
        "do": .string("sign_out"), "user_id": .string("sari"), "reason": .string("she called"),
      ]
      _ = try await sari.bank.ask("operator", .object(act))
      try await sari.pass(61)
      await root.look()
      guard case .signIn(let model) = root.screen else { return #expect(Bool(false), "still signed in") }
      #expect(model.work.problem?.title == explainSessionEnd(end: .byOperator, language: "en").title)
    }
  }

  /// Sari at home in the app, signed in with everything.
  private func home(_ body: (Customer, RootModel) async throws -> Void) async throws {
    try await Customer.with { sari in
      try await sari.register()
      let root = RootModel(phone: sari.phone, host: .standIn(), language: .english)
      guard case .signIn(let signIn) = root.screen else { return #expect(Bool(false), "signed in already") }
      signIn.userId = "sari"
      signIn.password = "Senja-di-Ubud-72"
      await signIn.signIn()
      guard case .unlock(let unlock) = root.screen else { return #expect(Bool(false), "no code is asked for") }
      type(Customer.code, into: unlock.pad)
      await unlock.unlock()
      try await body(sari, root)
      await root.close()
    }
  }
}

extension Customer {
  /// Time passes on the phone and at the bank.
  func pass(_ seconds: Int64) async throws {
    clock.advance(milliseconds: seconds * 1_000)
    _ = try await bank.ask("clock", .object(["advance_seconds": .integer(seconds)]))
  }
}
