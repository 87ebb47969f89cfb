import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// A phone that is not as the bank saw it last: the view models, the real library, a real bank.
@MainActor @Suite(.serialized) struct StepUpTests {
  private static let other = "385204"

  /// A backup, one login more, and the backup again.
  private func putBack(_ sari: Customer) async throws -> Customer {
    try sari.keepBackup()
    try await sari.signInFully()
    return try sari.putBack()
  }

  /// Signs in as far as the question who it is.
  private func stepUp(_ root: RootModel) async throws -> StepUpModel {
    try await signIn(root)
    guard case .unlock(let unlock) = root.screen else { throw JourneyError("no code asked: \(root.screen)") }
    type(Customer.code, into: unlock.pad)
    await unlock.unlock()
    guard case .stepUp(let model) = root.screen else { throw JourneyError("no step-up: \(root.screen)") }
    return model
  }

  private func signIn(_ root: RootModel) async throws {
    guard case .signIn(let model) = root.screen else { throw JourneyError("no sign-in: \(root.screen)") }
    model.userId = "sari"
    model.password = "Senja-di-Ubud-72"
    await model.signIn()
  }

  /// The code is right: the login goes on.
  private func goOn(_ root: RootModel, _ model: StepUpModel) async throws {
    #expect(model.step == .done && model.code.count == 0)
    model.finish()
    guard case .unlock(let unlock) = root.screen else { throw JourneyError("no code asked: \(root.screen)") }
    type(Customer.code, into: unlock.pad)
    await unlock.unlock()
    guard case .home = root.screen else { throw JourneyError("not home: \(root.screen)") }
  }

  private func prove(_ model: StepUpModel, _ code: String) async {
    type(code, into: model.code)
    await model.prove()
  }

  /// Six digits that are not these.
  private func another(_ code: String) -> String {
    String(code.dropLast()) + (code.hasSuffix("0") ? "1" : "0")
  }

  /// What is left of the tries, where the bank says so.
  private func tries(_ model: StepUpModel) -> UInt32? {
    if case .prove(_, device: _, tries: let tries) = model.step { tries } else { nil }
  }

  @Test(arguments: Language.allCases)
  func otp_12_a_phone_that_was_put_back_is_told_why_and_goes_on_after_a_pin_by_sms(in language: Language) async throws {
    try await Customer.with { first in
      try await first.register()
      let sari = try await putBack(first)
      defer { sari.phone.shutDown() }
      let root = RootModel(phone: sari.phone, host: .standIn(), language: language)
      let model = try await stepUp(root)
      #expect(model.why.title == explain(error: .StepUpRequired, language: language.tag).title)
      await model.begin(.hardwareToken)
      #expect(model.step == .start && model.work.problem?.code == "hardware_token_missing")
      await model.begin(.sms)
      guard case .prove(let asked, device: false, tries: 5?) = model.step else {
        throw JourneyError("no SMS: \(model.step)")
      }
      #expect(asked.sentTo == "•••• 4321")
      let pin = try await sari.sms()
      await prove(model, another(pin))
      #expect(model.work.problem?.code == "otp_refused" && tries(model) == 4 && model.code.count == 0)
      // The bank still waits for the one SMS of this sign-in.
      model.chooseAgain()
      #expect(model.step == .start && model.work.problem == nil)
      await model.begin(.sms)
      #expect(model.work.problem?.code == "sms_already_sent" && tries(model) == 4)
      await prove(model, pin)
      try await goOn(root, model)
    }
  }

  @Test func otp_12_five_wrong_pins_close_the_step_up_and_the_next_sign_in_takes_the_hardware_token() async throws {
    try await Customer.with { first in
      try await first.register()
      try await first.activateDevice()
      let sari = try await putBack(first)
      defer { sari.phone.shutDown() }
      let root = RootModel(phone: sari.phone, host: .standIn(), language: .english)
      let model = try await stepUp(root)
      await model.begin(.sms)
      let wrong = another(try await sari.sms())
      for left in [4, 3, 2, 1] {
        await prove(model, wrong)
        #expect(tries(model) == UInt32(left))
      }
      await prove(model, wrong)
      guard case .signIn(let closed) = root.screen else { throw JourneyError("not closed: \(root.screen)") }
      #expect(closed.work.problem?.code == "step_up_closed")
      let again = try await stepUp(root)
      await again.begin(.hardwareToken)
      await prove(again, "112230")
      #expect(again.work.problem?.code == "hardware_token_refused" && tries(again) == nil)
      await prove(again, try await sari.press())
      try await goOn(root, again)
    }
  }

  @Test func otp_12_a_hardware_token_that_has_to_wait_leaves_the_sms() async throws {
    try await Customer.with { first in
      try await first.register()
      try await first.activateDevice()
      let sari = try await putBack(first)
      defer { sari.phone.shutDown() }
      let root = RootModel(phone: sari.phone, host: .standIn(), language: .indonesian)
      let model = try await stepUp(root)
      await model.begin(.hardwareToken)
      for _ in 1...5 { await prove(model, "112230") }
      guard case .signIn = root.screen else { throw JourneyError("not closed: \(root.screen)") }
      let again = try await stepUp(root)
      await again.begin(.hardwareToken)
      #expect(again.step == .start && again.work.problem?.code == "hardware_token_delayed")
      await again.begin(.sms)
      await prove(again, try await sari.sms())
      try await goOn(root, again)
    }
  }

  @Test func otp_12_a_phone_put_back_to_before_a_code_change_says_so_and_is_registered_again() async throws {
    try await Customer.with { first in
      try await first.register()
      try first.keepBackup()
      let change = ChangeCodeModel(phone: first.phone, language: .english)
      for code in [Customer.code, Self.other, Self.other] {
        type(code, into: change.pad)
        await change.next()
      }
      try #require(change.step == .changed)
      let sari = try first.putBack()
      defer { sari.phone.shutDown() }
      let root = RootModel(phone: sari.phone, host: .standIn(), language: .english)
      try await signIn(root)
      guard case .unlock(let unlock) = root.screen else { throw JourneyError("no code asked: \(root.screen)") }
      type(Self.other, into: unlock.pad)
      await unlock.unlock()
      try await expectSetBack(root)
      // Nor is a PIN made that nobody would take.
      root.showOtp()
      guard case .otp(let otp) = root.screen else { throw JourneyError("no PIN asked: \(root.screen)") }
      type(Customer.code, into: otp.pad)
      await otp.make()
      #expect(otp.shown == nil)
      try await expectSetBack(root)
      root.showSignIn()
      try await signIn(root)
      try await expectSetBack(root)
      root.showRegistration()
      guard case .register(let model) = root.screen else { throw JourneyError("not registering: \(root.screen)") }
      await model.begin()
      try await type(sari.sms(), into: model.otp)
      await model.prove()
      for pad in [model.code, model.again] { type(Self.other, into: pad) }
      await model.choose()
      #expect(model.step == .done)
      #expect(try await sari.phone.token().setBack == false)
    }
  }

  private func expectSetBack(_ root: RootModel) async throws {
    guard case .token(let model) = root.screen else { throw JourneyError("not told: \(root.screen)") }
    await model.load()
    #expect(model.told?.code == "token_set_back" && !model.isWorking && model.offers == [.register, .freezeCard])
  }
}
