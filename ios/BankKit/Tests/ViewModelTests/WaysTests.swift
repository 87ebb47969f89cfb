import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// The ways to register a phone besides the SMS, and what is left of a registration when the process ends.
@MainActor @Suite(.serialized) struct WaysTests {
  private static let other = "385204"

  private func choose(_ code: String, in model: RegistrationModel) async {
    type(code, into: model.code)
    model.typeAgain()
    type(code, into: model.again)
    await model.choose()
  }

  @Test func otp_1_a_hardware_token_registers_a_phone() async throws {
    try await Customer.with { sari in
      try await sari.activateDevice()
      let model = RegistrationModel(phone: sari.phone, language: .english) {}
      await model.begin(.hardwareToken)
      guard case .prove(let asked, let device) = model.step else { throw JourneyError("no proof: \(model.step)") }
      #expect(device && asked.sentTo == "•••• 2817")
      type("112230", into: model.otp)
      await model.prove()
      #expect(model.work.problem != nil && model.otp.count == 0)
      try await type(sari.press(), into: model.otp)
      await model.prove()
      await choose(Customer.code, in: model)
      #expect(model.step == .done)
    }
  }

  @Test func otp_1_the_old_phone_lets_a_new_one_in_after_both_showed_one_number() async throws {
    try await Customer.with { old in
      try await old.register()
      let new = try old.withAnotherPhone("second")
      defer { new.phone.shutDown() }
      _ = await new.signIn()
      let model = RegistrationModel(phone: new.phone, language: .english) {}
      await model.begin(.oldPhone)
      guard case .oldPhone(let number) = model.step else { throw JourneyError("no number: \(model.step)") }
      await model.askWhetherApproved()
      #expect(model.work.problem?.code == "approval_pending")
      let asked = try #require(try await old.phone.pendingOperations().first)
      let approval = ApprovalModel(phone: old.phone, operation: asked, language: .english) {}
      #expect(approval.lines.contains { $0.value.filter(\.isNumber) == number })
      type(Customer.code, into: approval.pad)
      await approval.approve()
      await model.askWhetherApproved()
      #expect(model.step == .choose)
      await choose(Self.other, in: model)
      #expect(model.step == .done)
    }
  }

  @Test func otp_1_a_code_of_the_website_registers_a_phone_once_its_digits_are_there() async throws {
    try await Customer.with { old in
      try await old.register()
      let otp = OtpModel(phone: old.phone, language: .english)
      type(Customer.code, into: otp.pad)
      await otp.make()
      let offer = try await old.bank.ask(
        "website_enrol_qr",
        .object([
          "user_id": .string("sari"), "password": .string("Senja-di-Ubud-72"),
          "otp": .string(try #require(otp.shown?.digits)),
        ]))
      let fields = try Fields(offer, at: "the website")
      let (qr, id) = (try fields.text("qr"), try fields.text("offer_id"))
      let new = try old.withAnotherPhone("second")
      defer { new.phone.shutDown() }
      _ = await new.signIn()
      var told: Problem?
      let model = RegistrationModel(
        phone: new.phone, camera: { qr }, language: .english, onPending: { told = $0 }, onDone: {})
      model.beginWithWebsite()
      model.pasted = "https://kuncibank.example/daftar"
      await model.read()
      #expect(model.work.problem?.code == "scan_not_genuine" && model.step == .website)
      await model.scan()
      guard case .fingerprint(let shown) = model.step else { throw JourneyError("no digits: \(model.step)") }
      model.typedThere()
      await choose(Self.other, in: model)
      #expect(told?.code == "approval_pending")
      _ = try await old.bank.ask(
        "website_enrol_fingerprint",
        .object(["offer_id": .string(id), "fingerprint": .string(shown.fingerprint)]))
      var isDone = false
      let resume = ResumeModel(phone: new.phone, told: told, language: .english) { isDone = true }
      #expect(resume.told != nil)
      type(Self.other, into: resume.pad)
      await resume.resume()
      #expect(isDone && resume.told == nil)
    }
  }

  @Test func otp_1_after_the_process_ended_the_core_says_where_a_registration_stands() async throws {
    try await Customer.with { first in
      _ = await first.signIn()
      let begun = RegistrationModel(phone: first.phone, language: .english) {}
      await begun.begin()
      // To the SMS app: nothing is on the disk yet, so it begins anew.
      let second = try first.restarted()
      let root = RootModel(phone: second.phone, host: .standIn(), language: .english)
      try await signIn(root)
      guard case .register(let model) = root.screen else { throw JourneyError("not registering: \(root.screen)") }
      await model.begin()
      try await type(second.sms(), into: model.otp)
      await model.prove()
      for path in ["/v1/token/enrolments/*/confirmation", "/v1/token/status"] {
        _ = try await second.bank.ask(
          "fault", .object(["kind": .string("lose_reply"), "path": .string(path), "times": .integer(1)]))
      }
      await choose(Customer.code, in: model)
      guard case .resume(let waiting) = root.screen else { throw JourneyError("not pending: \(root.screen)") }
      #expect(waiting.told?.code == "outcome_unknown")
      // Now the code is chosen: only the bank's word is missing.
      let third = try second.restarted()
      defer { third.phone.shutDown() }
      let again = RootModel(phone: third.phone, host: .standIn(), language: .english)
      try await signIn(again)
      guard case .resume(let resume) = again.screen else { throw JourneyError("not resumed: \(again.screen)") }
      type(Customer.code, into: resume.pad)
      await resume.resume()
      guard case .unlock(let unlock) = again.screen else { throw JourneyError("no code asked: \(again.screen)") }
      type(Customer.code, into: unlock.pad)
      await unlock.unlock()
      guard case .home = again.screen else { throw JourneyError("not home: \(again.screen)") }
    }
  }

  private func signIn(_ root: RootModel) async throws {
    guard case .signIn(let model) = root.screen else { throw JourneyError("no sign-in: \(root.screen)") }
    model.userId = "sari"
    model.password = "Senja-di-Ubud-72"
    await model.signIn()
  }
}
