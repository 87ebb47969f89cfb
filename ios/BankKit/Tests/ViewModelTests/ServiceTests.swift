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

  @Test func chat_8_what_was_typed_outlives_the_form_and_is_gone_once_it_is_sent() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = WrittenModel(phone: sari.phone, way: .letter, language: .english)
      await model.load()
      model.choose(try #require(model.choices.first { $0.about == .letter(.cards) }))
      model.typed = "When does my new"
      model.typed = "When does my new card come?"
      await model.settle()
      model.close()
      let later = WrittenModel(phone: sari.phone, way: .letter, language: .english)
      await later.load()
      #expect(later.typed == "When does my new card come?" && later.chosen?.about == .letter(.cards))
      await later.send()
      #expect(later.filed != nil && later.typed.isEmpty)
      #expect(try await sari.phone.unsent(way: .letter) == nil)
    }
  }

  @Test func chat_8_a_call_is_asked_for_in_a_window_of_the_bank_and_taken_back() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = CallBackModel(phone: sari.phone, language: .english)
      await model.load()
      #expect(model.told?.number == "•••• 4321" && model.told?.calls.isEmpty == true && !model.canAsk)
      model.choose(try #require(model.reasons.first { $0.reason == .card }))
      model.choose(try #require(model.told?.windows.first))
      #expect(model.canAsk)
      await model.ask()
      let call = try #require(model.told?.calls.first)
      #expect(call.open && call.next.contains("call-back") && model.told?.windows.isEmpty == true)
      await model.cancel(call)
      #expect(model.told?.calls.first?.state == "cancelled" && model.told?.windows.isEmpty == false)
    }
  }

  @Test func chat_8_a_forgotten_user_id_comes_by_sms_and_nobody_learns_whose_number_it_is() async throws {
    try await Customer.with { sari in
      let model = UserIdModel(phone: sari.phone, language: .english)
      for number in ["0812 000 4321", "+62 899 9999 999"] {
        model.typed = number
        await model.ask()
        #expect(model.hasAsked && model.typed.isEmpty && model.work.problem == nil)
      }
      model.typed = "12"
      #expect(!model.hasAsked)
      await model.ask()
      #expect(model.work.problem?.code == "number_invalid" && model.typed == "12")
    }
  }

  @Test func chat_8_the_guide_leads_from_a_trouble_to_an_act_of_the_app() {
    let model = HelpModel(port: NoHelp(), session: nil, language: .english)
    #expect(model.guide.key == "start" && model.guide.before == nil)
    model.goTo("message")
    model.goTo("message-called")
    #expect(model.guide.acts.map(\.act) == [.caller, .channels] && model.guide.before == "message")
    model.goTo("declined-not-mine")
    #expect(model.guide.acts.first?.act == .freeze)
    #expect(model.guide.acts.first { $0.act == .dispute }?.signInFirst == true)
    model.close()
    #expect(model.guide.key == "start")
  }

  /// The guide asks nothing of the phone.
  private struct NoHelp: HelpPort {
    func channels(language: String) async throws -> ChannelsView { throw PhoneError.Closed }
    func checkContacts(text: String, language: String) async throws -> [ContactCheck] { throw PhoneError.Closed }
    func checkPasted(text: String, language: String) throws -> [SafetyMark] { throw PhoneError.Closed }
  }

  @Test func otp_12_the_run_of_the_phone_has_a_name_that_stays() throws {
    let name = try #require(BootSession.current())
    #expect(UUID(uuidString: name) != nil && BootSession.current() == name)
  }
}
