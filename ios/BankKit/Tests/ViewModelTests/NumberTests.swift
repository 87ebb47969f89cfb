import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// The registered number, a session that may look only, and operations until they are settled.
@MainActor @Suite(.serialized) struct NumberTests {
  private static let new = "+628777000999"

  @Test func otp_8_the_token_approves_a_new_number() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let model = NumberModel(phone: sari.phone, isFull: true, language: .english) { asked = $0 }
      await model.load()
      #expect(model.number == "•••• 4321" && model.waiting == nil)
      model.typed = "0877"
      await model.send()
      #expect(model.work.problem?.code == "number_invalid" && model.step == .overview)
      model.typed = Self.new
      await model.send()
      #expect(model.step == .code(sentTo: "•••• 0999"))
      type("112230", into: model.code)
      await model.next()
      #expect(model.work.problem?.code == "otp_refused" && model.step == .code(sentTo: "•••• 0999"))
      try await type(sari.sms(), into: model.code)
      await model.next()
      let approval = ApprovalModel(phone: sari.phone, operation: try #require(asked), language: .english) {}
      type(Customer.code, into: approval.pad)
      await approval.approve()
      await model.load()
      #expect(model.number == "•••• 0999")
    }
  }

  @Test func otp_8_without_a_token_a_hardware_token_stands_in_and_the_change_waits_and_is_stopped() async throws {
    try await Customer.with { sari in
      try await sari.activateDevice()
      let model = NumberModel(phone: sari.phone, isFull: false, language: .indonesian) { _ in }
      model.typed = Self.new
      await model.send()
      try await type(sari.sms(), into: model.code)
      await model.next()
      #expect(model.step == .device(sentTo: "•••• 0999"))
      try await type(sari.press(), into: model.deviceCode)
      await model.next()
      #expect(model.step == .overview && model.typed.isEmpty && model.code.count == 0)
      #expect(model.waiting?.words.contains("•••• 0999") == true, "\(String(describing: model.work.problem))")
      await model.stop()
      #expect(model.waiting == nil && model.isStopped && model.number == "•••• 4321")
    }
  }

  @Test func safe_1_a_hardware_token_opens_a_session_that_says_it_may_only_look() async throws {
    try await Customer.with { sari in
      try await sari.activateDevice()
      let root = RootModel(phone: sari.phone, host: .standIn(), language: .english)
      guard case .signIn(let signIn) = root.screen else { throw JourneyError("no sign-in") }
      signIn.userId = "sari"
      signIn.password = "Senja-di-Ubud-72"
      await signIn.signIn()
      root.showSession()
      guard case .session(let poor) = root.screen else { throw JourneyError("no session") }
      await poor.load()
      #expect(poor.means.count == 1 && poor.ways == [.register, .look, .hardwareToken, .phoneNumber])
      root.show(.look)
      guard case .hardwareSignIn(let model) = root.screen else { throw JourneyError("no device asked") }
      type("112230", into: model.pad)
      await model.signIn()
      #expect(model.work.problem?.code == "hardware_token_refused" && model.pad.count == 0)
      try await type(sari.press(), into: model.pad)
      await model.signIn()
      guard case .home(let home) = root.screen else { throw JourneyError("not home: \(root.screen)") }
      await home.load()
      #expect(home.looking?.contains("Look at cards") == true && home.work.problem == nil)
      root.showSession()
      guard case .session(let richer) = root.screen else { throw JourneyError("no session") }
      await richer.load()
      #expect(richer.means.count == 2 && richer.may != poor.may && richer.ways.first == .register)
      #expect(!richer.ways.contains(.look))
      root.leaveSession()
      guard case .home = root.screen else { throw JourneyError("not back home") }
    }
  }

  @Test func otp_13_what_is_approved_stands_among_what_is_in_progress_until_it_is_settled() async throws {
    try await Customer.with { first in
      try await first.register()
      let approval = ApprovalModel(
        phone: first.phone, operation: try await first.startTransfer(), language: .english
      ) {}
      type(Customer.code, into: approval.pad)
      await approval.approve()
      // The process ends: the core finds it again.
      let sari = try first.restarted()
      defer { sari.phone.shutDown() }
      _ = await sari.signIn()
      let unlock = UnlockModel(phone: sari.phone, language: .english) { _ in }
      type(Customer.code, into: unlock.pad)
      await unlock.unlock()
      let home = HomeModel(phone: sari.phone, customerName: "Sari", language: .english)
      await home.load()
      let going = try #require(home.progress.first)
      #expect(going.state == "Approved, not yet completed" && going.detail.contains("Reference") && !going.isLate)
      #expect(going.spoken.contains(going.state))
      _ = try await sari.bank.ask("settle", .object([:]))
      await home.load()
      #expect(home.progress.isEmpty)
      let all = OperationsModel(phone: sari.phone, language: .english)
      await all.load()
      #expect(all.recent?.first?.id == going.id && all.recent?.first?.state == "Completed")
    }
  }
}
