import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// What is done with the token now and then: the view models, the real library, a real bank.
@MainActor @Suite(.serialized) struct SecurityTests {
  @Test func otp_9_another_unlock_code_is_taken_and_the_old_one_vouches_for_it() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChangeCodeModel(phone: sari.phone, language: .english)
      for old in ["740917", Customer.code] {
        for code in [old, "385172", "385172"] {
          type(code, into: model.pad)
          await model.next()
        }
        #expect(model.old.count == 0 && model.new.count == 0 && model.again.count == 0)
        if old != Customer.code { #expect(model.step == .old && model.work.problem?.code == "proof_refused") }
      }
      #expect(model.step == .changed && model.work.problem == nil)
      let otp = OtpModel(phone: sari.phone, language: .english)
      type("385172", into: otp.pad)
      await otp.make()
      #expect(otp.shown != nil)
    }
  }

  @Test func otp_6_a_hardware_token_is_activated_and_a_wrong_date_is_told() async throws {
    try await Customer.with { sari in
      _ = await sari.signIn()
      let device = try await sari.bank.ask(
        "hardware_token", .object(["serial": .string("KT-1004-2817"), "press": .bool(true)]))
      let code = try Fields(device, at: "the device").text("code")
      let model = HardwareTokenModel(phone: sari.phone, language: .indonesian)
      model.serial = "KT-1004-2817"
      for (date, problem) in [("1990-08-17", "date_format"), ("17/08/1990", nil)] {
        model.birthDate = date
        model.activate()
        type(code, into: model.code)
        await model.next()
        #expect(model.work.problem?.code == problem && model.code.count == 0)
      }
      #expect(model.step == .done(serial: "•••• 2817") && model.birthDate.isEmpty)
    }
  }

  @Test func safe_9_outside_a_trusted_place_an_approval_waits_and_is_taken_back() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let places = TrustedPlacesModel(phone: sari.phone, places: StandInPlaces(), language: .english) { _ in }
      await places.load()
      #expect(places.isOn == false)
      await places.switchOn()
      #expect(places.isOn == true && places.waitSeconds > 0)
      let approval = ApprovalModel(
        phone: sari.phone, operation: try await sari.startTransfer(), language: .english,
        surroundings: { Surroundings(trustedPlace: false, onCall: true) }
      ) {}
      await approval.load()
      #expect(approval.warnings.count >= 2)
      type(Customer.code, into: approval.pad)
      await approval.approve()
      #expect(approval.result?.stage == .waiting)
      #expect(approval.outcome?.contains("takes effect") == true)
      let home = HomeModel(phone: sari.phone, customerName: "Sari", language: .english)
      await home.load()
      let later = try #require(home.later.first)
      #expect(later.what.contains("Transfer"))
      await home.takeBack(later.id)
      #expect(home.later.isEmpty && home.isTakenBack)
    }
  }

  @Test func safe_8_what_the_bank_told_is_read_in_the_customers_language() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let (english, indonesian) = (
        AlertsModel(phone: sari.phone, language: .english), AlertsModel(phone: sari.phone, language: .indonesian)
      )
      await english.load()
      #expect(english.rows?.first?.isUnread == true)
      await indonesian.load()
      let (first, second) = (try #require(english.rows?.first), try #require(indonesian.rows?.first))
      #expect(first.id == second.id && first.title != second.title && !second.isUnread)
    }
  }

  @Test func safe_8_the_start_counts_what_is_new_whatever_it_is_until_it_was_seen() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask(
        "wallet_add",
        .object(["user_id": .string("sari"), "ending": .string("4821"), "wallet": .string("Example Pay")]))
      _ = await sari.signIn()
      let unlock = UnlockModel(phone: sari.phone, language: .english, isRooted: { true }) { _ in }
      for code in ["504830", "504831", "504832", Customer.code] {
        type(code, into: unlock.pad)
        await unlock.unlock()
      }
      let home = HomeModel(phone: sari.phone, customerName: "Sari", language: .english)
      await home.load()
      #expect(home.unreadAlerts == 4)
      #expect(home.strings.unreadAlerts(home.unreadAlerts) == "4 new alerts")
      let kinds = try await sari.phone.alerts(before: nil, language: "en").alerts.map(\.kind)
      #expect(kinds == ["rooted-phone", "failed-codes", "wallet-card", "new-device"])
      let alerts = AlertsModel(phone: sari.phone, language: .english)
      await alerts.load()
      #expect(alerts.rows?.map(\.isAboutCard) == [false, false, true, false])
      await home.load()
      #expect(home.unreadAlerts == 0)
    }
  }

  @Test func otp_2_a_suspended_token_says_so_and_the_password_and_the_code_lift_it() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let model = TokenModel(phone: sari.phone, language: .english) { asked = $0 }
      await model.load()
      #expect(model.isWorking && model.offers.first == .suspend)
      await model.suspend()
      #expect(!model.isWorking && model.told?.code == "token_suspended" && model.offers.first == .lift)
      _ = await sari.signIn()
      await model.lift()
      let approval = ApprovalModel(phone: sari.phone, operation: try #require(asked), language: .english) {}
      type(Customer.code, into: approval.pad)
      await approval.approve()
      await model.load()
      #expect(model.isWorking)
    }
  }
}
