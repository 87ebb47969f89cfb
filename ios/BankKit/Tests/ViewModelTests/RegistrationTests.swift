import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// From the password to a registered phone: the view models, the real library, a real bank.
@MainActor @Suite(.serialized) struct RegistrationTests {
  @Test func safe_1_a_wrong_password_is_told_in_both_languages() async throws {
    try await Customer.with { sari in
      let english = await sari.signIn(password: "wrong", .english)
      let indonesian = await sari.signIn(password: "wrong", .indonesian)
      #expect(english.session == nil && english.problem?.code == "sign_in_refused")
      #expect(english.problem?.title == "User id or password is wrong")
      #expect(indonesian.problem?.title != english.problem?.title)
    }
  }

  @Test func otp_1_a_phone_is_registered_by_sms_and_unlock_code() async throws {
    try await Customer.with { sari in
      let session = try #require(await sari.signIn().session)
      #expect(!session.0.full && session.1.stage == .none)
      let model = RegistrationModel(phone: sari.phone, language: .english) {}
      await model.begin()
      guard case .prove(let sent, _) = model.step else { throw JourneyError("no SMS: \(model.step)") }
      #expect(sent.sentTo == "•••• 4321")
      try await type(sari.sms(), into: model.otp)
      #expect(model.otp.isFull)
      await model.prove()
      #expect(model.step == .choose && model.otp.count == 0)
      type(Customer.code, into: model.code)
      model.typeAgain()
      type(Customer.code, into: model.again)
      await model.choose()
      #expect(model.step == .done && model.code.count == 0 && model.again.count == 0)
    }
  }

  @Test func safe_4_a_weak_code_is_refused_with_the_reason_on_the_screen() async throws {
    try await Customer.with { sari in
      _ = await sari.signIn()
      let model = RegistrationModel(phone: sari.phone, language: .indonesian) {}
      await model.begin()
      try await type(sari.sms(), into: model.otp)
      await model.prove()
      for pad in [model.code, model.again] { type("170890", into: pad) }
      await model.choose()
      let problem = try #require(model.work.problem)
      #expect(problem.code == "weak_code" && problem.body.contains("Itu tanggal lahir Anda."))
      #expect(model.step == .choose && model.code.count == 0)
      type(Customer.code, into: model.code)
      type("740961", into: model.again)
      await model.choose()
      #expect(model.work.problem?.code == "codes_differ")
    }
  }

  @Test func a_closed_screen_shows_no_late_answer_and_holds_no_digits() async throws {
    try await Customer.with { sari in
      let model = OtpModel(phone: sari.phone, language: .english)
      type("123456", into: model.pad)
      async let made: Void = model.make()
      model.close()
      await made
      #expect(model.shown == nil && model.work.problem == nil && model.pad.count == 0)
      await model.make()
      #expect(model.work.problem == nil)
    }
  }

  @Test func the_app_follows_what_the_core_says() async throws {
    try await Customer.with { sari in
      let root = RootModel(phone: sari.phone, host: .standIn(), language: .english)
      guard case .signIn(let signIn) = root.screen else { throw JourneyError("no sign-in") }
      signIn.userId = "sari"
      signIn.password = "Senja-di-Ubud-72"
      await signIn.signIn()
      guard case .register = root.screen else { throw JourneyError("no registration: \(root.screen)") }
      await root.close()
      root.showSignIn()
      guard case .signIn(let closed) = root.screen else { throw JourneyError("no sign-in") }
      await closed.signIn()
      #expect(closed.work.problem?.code == "closed")
    }
  }
}
