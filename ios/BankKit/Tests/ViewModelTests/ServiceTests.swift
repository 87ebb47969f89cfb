import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// Outages, rights and complaints: the view models, the real library, a real bank.
@MainActor @Suite(.serialized) struct ServiceTests {
  @Test func safe_10_an_outage_is_told_at_the_door_and_kept_when_the_network_is_gone() async throws {
    try await Customer.with { sari in
      let door = SignInModel(phone: sari.phone, language: .english) { _, _ in }
      await door.load()
      #expect(door.outage == nil)
      _ = try await sari.bank.ask("outage", .object(["service": .string("cards")]))
      await door.load()
      #expect(door.outage?.hasPrefix("Cards") == true)
      let model = OutagesModel(phone: sari.phone, language: .english)
      await model.load()
      let told = try #require(model.outages)
      #expect(told.count == 1 && told[0].words.hasPrefix("Cards: out since"))
      #expect(model.works.map(\.id) == ["offline-code", "freeze-by-phone", "approvals", "chat"])
      let fresh = model.age
      _ = try await sari.bank.ask("fault", .object(["kind": .string("network_cut")]))
      await model.load()
      #expect(model.work.problem == nil && model.outages == told && model.age != fresh)
    }
  }

  @Test func safe_10_a_call_that_fails_by_an_outage_says_so() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask("outage", .object(["service": .string("cards")]))
      let home = HomeModel(phone: sari.phone, customerName: "Sari", language: .english)
      await home.load()
      #expect(home.outage != nil)
      let cards = CardsModel(phone: sari.phone, language: .english) { _ in }
      await cards.load()
      #expect(cards.work.problem?.code == "service_down")
    }
  }

  @Test func safe_7_a_complaint_is_filed_once_with_its_deadline_and_followed_to_the_answer() async throws {
    try await Customer.with { sari in
      #expect(RightsModel(session: nil, language: .english).rows.count == 6)
      try await sari.register()
      let model = WrittenModel(phone: sari.phone, way: .complaint, language: .english)
      await model.load()
      #expect(model.rows?.isEmpty == true && !model.canSend)
      model.choose(try #require(model.choices.first { $0.about == .complaint(.card) }))
      model.typed = "Help"
      await model.send()
      #expect(model.work.problem?.code == "written_text" && model.typed == "Help")
      model.typed = "The machine kept my card."
      await model.send()
      let filed = try #require(model.filed)
      #expect(model.rows?.map(\.id) == [filed] && model.typed.isEmpty && model.chosen == nil)
      _ = try await sari.bank.ask(
        "complaint",
        .object([
          "do": .string("answer"), "reference": .string(filed), "answer": .string("A new card is on its way."),
        ]))
      await model.load()
      let row = try #require(model.rows?.first)
      #expect(row.answer == "A new card is on its way." && row.next.contains("LAPS SJK"))
    }
  }

  @Test func chat_8_a_letter_is_written_once_and_followed_to_the_answer() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = WrittenModel(phone: sari.phone, way: .letter, language: .english)
      await model.load()
      #expect(model.rows?.isEmpty == true && model.choices.count == 5 && !model.canSend)
      model.choose(try #require(model.choices.first { $0.about == .letter(.cards) }))
      model.typed = "When does my new card come?"
      _ = try await sari.bank.ask(
        "fault", .object(["kind": .string("lose_reply"), "path": .string("/v1/letters")]))
      await model.send()
      #expect(model.work.problem?.code == "outcome_unknown" && !model.typed.isEmpty)
      await model.send()
      let filed = try #require(model.filed)
      #expect(model.rows?.map(\.id) == [filed] && model.typed.isEmpty)
      _ = try await sari.bank.ask(
        "letter",
        .object(["do": .string("answer"), "reference": .string(filed), "answer": .string("It comes on Monday.")]))
      await model.load()
      #expect(model.rows?.first?.answer == "It comes on Monday.")
    }
  }

  @Test func otp_12_the_run_of_the_phone_has_a_name_that_stays() throws {
    let name = try #require(BootSession.current())
    #expect(UUID(uuidString: name) != nil && BootSession.current() == name)
  }
}
