import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// What a registered phone does: one-time PINs, approvals, cards.
@MainActor @Suite(.serialized) struct TokenTests {
  @Test func otp_4_a_pin_is_shown_without_a_network_and_taken_off_again() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask("fault", .object(["kind": .string("network_cut")]))
      let model = OtpModel(phone: sari.phone, language: .indonesian)
      type(Customer.code, into: model.pad)
      await model.make()
      let shown = try #require(model.shown)
      #expect(shown.digits.count == 6 && shown.spoken.filter(\.isNumber) == shown.digits)
      #expect((1...30).contains(shown.seconds) && shown.validity.contains("detik"))
      model.close()
      #expect(model.shown == nil)
    }
  }

  @Test func otp_4_the_pins_before_and_after_are_shown_by_choice_and_read_digit_by_digit() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = OtpModel(phone: sari.phone, language: .english)
      type(Customer.code, into: model.pad)
      await model.make()
      let shown = try #require(model.shown)
      #expect(model.which == .now && shown.pin(.now).digits == shown.digits && !shown.clockUnconfirmed)
      for which in OtpModel.Beside.allCases {
        let pin = shown.pin(which)
        #expect(pin.digits.count == 6 && pin.spoken.filter(\.isNumber) == pin.digits && pin.spoken.contains(" "))
        let login = try await sari.bank.ask(
          "website_login",
          .object([
            "user_id": .string("sari"), "password": .string("Senja-di-Ubud-72"), "otp": .string(pin.digits),
          ]))
        #expect(try Fields(login, at: "the website").flag("accepted") == true, "\(which)")
      }
      #expect(Set(OtpModel.Beside.allCases.map { shown.pin($0).digits }).count == 3)
      model.which = .after
      model.hide()
      #expect(model.shown == nil && model.which == .now)
    }
  }

  @Test func otp_12_after_a_restart_of_the_phone_the_time_is_not_confirmed_until_the_bank_is_heard() async throws {
    try await Customer.with { first in
      try await first.register()
      let sari = try first.rebooted()
      defer { sari.phone.shutDown() }
      for isUnconfirmed in [true, false] {
        let model = OtpModel(phone: sari.phone, language: .english)
        type(Customer.code, into: model.pad)
        await model.make()
        #expect(model.shown?.clockUnconfirmed == isUnconfirmed)
        _ = await sari.signIn()
      }
    }
  }

  @Test func otp_10_every_line_is_shown_and_approved_with_the_code() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.startTransfer()
      let home = HomeModel(phone: sari.phone, customerName: "Sari", language: .indonesian)
      await home.load()
      #expect(home.waiting.count == 1)
      let operation = try await sari.phone.pendingOperations()[0]
      let model = ApprovalModel(phone: sari.phone, operation: operation, language: .indonesian) {}
      #expect(model.title == "Transfer")
      let amount = try #require(model.lines.first { $0.label == "Jumlah" })
      #expect(amount.value == "Rp1.250.000" && amount.spoken.hasPrefix("Jumlah: "))
      let account = try #require(model.lines.first { $0.label == "Rekening" })
      #expect(account.spoken == "Rekening: 9 8 7 6 5 4 3 2 1 0")
      #expect(model.lines.contains { $0.value.contains("Toko Rajin") })
      type("740917", into: model.pad)
      await model.approve()
      #expect(model.work.problem?.code == "approval_refused" && model.result == nil && model.pad.count == 0)
      type(Customer.code, into: model.pad)
      await model.approve()
      #expect(model.result?.stage == .approved)
      #expect(model.outcome?.contains("belum selesai") == true)
      _ = try await sari.bank.ask("settle", .object([:]))
      await model.refresh()
      #expect(model.result?.stage == .completed)
    }
  }

  @Test func otp_3_a_transfer_is_rejected_with_the_reason() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ApprovalModel(phone: sari.phone, operation: try await sari.startTransfer(), language: .english) {}
      await model.reject(.notMe)
      #expect(model.result?.stage == .rejected && model.outcome?.hasPrefix("Rejected") == true)
    }
  }

  @Test func card_2_a_card_is_frozen_at_once_and_unfrozen_by_approval() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let model = CardsModel(phone: sari.phone, language: .english) { asked = $0 }
      await model.load()
      let card = try #require(model.rows.first { $0.ending == "4821" })
      #expect(!card.isFrozen && card.spoken.hasSuffix("4 8 2 1"))
      await model.freeze(card.id)
      #expect(model.rows.first { $0.id == card.id }?.isFrozen == true)
      #expect(model.notice?.hasPrefix("Frozen. Receipt no.") == true)
      await model.unfreeze(card.id)
      let approval = ApprovalModel(phone: sari.phone, operation: try #require(asked), language: .english) {}
      type(Customer.code, into: approval.pad)
      await approval.approve()
      #expect(approval.result?.receipt?.frozen == false)
      await model.load()
      #expect(model.rows.first { $0.id == card.id }?.isFrozen == false)
    }
  }

  @Test func otp_10_the_amount_of_a_typed_transfer_is_read_by_the_separators_of_the_language() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let typed: [(String, Language, Int64)] = [
        ("1.250.000", .indonesian, 125_000_000), ("12,50", .indonesian, 1_250), ("1,250.50", .english, 125_050),
      ]
      for (amount, language, minor) in typed {
        let model = TypedModel(phone: sari.phone, language: language)
        let money = Money(minor: minor, currency: "IDR", exponent: 2)
        let meant = TypedTransfer(kind: "transfer", bankCode: "014", account: "1234567890", amount: money)
        // A code holds for its minute: where the two fall into different ones they are made again.
        var same = false
        for _ in 0..<3 where !same {
          (model.bankCode, model.account, model.amount) = ("014", "1234567890", amount)
          type(Customer.code, into: model.pad)
          await model.make()
          let other = try await sari.phone.typedCode(typed: meant, code: entered(Customer.code))
          let digits = String(decoding: other.digits(), as: UTF8.self)
          same = try #require(model.shown).digits.filter { $0 != " " } == digits
        }
        #expect(same, "\(amount)")
      }
      let wrong = TypedModel(phone: sari.phone, language: .indonesian)
      (wrong.bankCode, wrong.account, wrong.amount) = ("014", "1234567890", "12.50")
      type(Customer.code, into: wrong.pad)
      await wrong.make()
      #expect(wrong.work.problem?.code == "amount_unreadable" && wrong.shown == nil)
    }
  }

  @Test func card_3_a_lower_limit_is_set_at_once_and_a_higher_one_asks() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let model = CardsModel(phone: sari.phone, language: .indonesian) { asked = $0 }
      await model.load()
      let id = try #require(model.rows.first { $0.ending == "4821" }).id
      model.newLimit = "100.000"
      await model.setLimit(id)
      #expect(asked == nil && model.rows.first { $0.id == id }?.limit == "Rp100.000")
      model.newLimit = "200.000"
      await model.setLimit(id)
      #expect(asked != nil && model.notice == nil)
      for wrong in ["", "abc", "0", "99999999999999999999"] {
        model.newLimit = wrong
        await model.setLimit(id)
        let code = wrong == "0" ? "amount_invalid" : "amount_unreadable"
        #expect(model.work.problem?.code == code, "\(wrong)")
      }
    }
  }
}
