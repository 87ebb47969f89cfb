import Foundation
import KunciCore
import Testing

@testable import KunciCoreTests
@testable import ViewModels

/// What the phone keeps: seen, agreed to, taken along, erased.
@MainActor @Suite(.serialized) struct PrivacyTests {
  @Test func safe_6_the_customer_sees_what_is_kept_and_agrees_to_a_version() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = PrivacyModel(phone: sari.phone, language: .english)
      await model.load()
      #expect(model.work.problem == nil)
      #expect(model.rows.map(\.id).contains("token") && model.rows.allSatisfy { !$0.why.isEmpty })
      let offers = try #require(model.consents.first { $0.id == "offers" })
      #expect(!offers.isGiven)
      await model.say(offers.id, given: true)
      #expect(model.consents.first { $0.id == "offers" }?.isGiven == true)
      await model.say(offers.id, given: false)
      #expect(model.consents.first { $0.id == "offers" }?.isGiven == false)
    }
  }

  @Test func safe_6_everything_becomes_one_file_that_says_nothing_without_its_passphrase() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = PrivacyModel(phone: sari.phone, language: .english)
      model.passphrase = "123456789012"
      await model.export()
      #expect(model.file == nil && model.work.problem?.code == "weak_password")
      model.passphrase = "Kabut-pagi-di-Bromo-17"
      await model.export()
      #expect(model.passphrase.isEmpty)
      let file = try #require(model.file)
      #expect(file.contains("kunci-export/1") && !file.contains("Sari"))
      model.close()
      #expect(model.file == nil)
    }
  }

  @Test func safe_6_erasing_needs_the_code_and_shows_that_nothing_is_left() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = PrivacyModel(phone: sari.phone, language: .english)
      await model.load()
      await model.erase()
      #expect(model.erasing == .asking)
      type("111222", into: model.pad)
      await model.confirm()
      #expect(model.work.problem?.code == "proof_refused" && model.pad.count == 0)
      type(Customer.code, into: model.pad)
      await model.confirm()
      #expect(model.erasing == .done)
      let left = try await sari.phone.stored(language: "en")
      #expect(left.filter(\.personal).allSatisfy { $0.count == 0 })
      #expect(try await sari.phone.token().stage == .none)
    }
  }
}
