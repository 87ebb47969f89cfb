import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// The chat's view model over the real link and the bank's bot.
@MainActor @Suite(.serialized) struct ChatTests {
  @Test func chat_9_what_is_typed_is_shown_in_order_and_leaves_with_the_screen() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChatModel(port: sari.phone, language: .english)
      await model.open()
      #expect(model.work.problem == nil)
      model.draft = "When are you open?"
      await model.send()
      #expect(model.draft.isEmpty)
      try await until { model.rows.contains { $0.text.contains("Monday to Friday") } }
      let mine = try #require(model.rows.firstIndex { $0.text == "When are you open?" })
      let answer = try #require(model.rows.firstIndex { $0.text.contains("Monday to Friday") })
      #expect(mine < answer && model.rows[mine].state == "sent")
      #expect(model.rows[answer].speaker.hasSuffix("the bank's program"))
      await model.close()
      #expect(model.rows.isEmpty)
      let again = ChatModel(port: sari.phone, language: .english)
      await again.open()
      try await until { again.rows.contains { $0.text == "When are you open?" } }
      await again.close()
    }
  }

  @Test func chat_9_another_conversation_is_begun_about_a_topic_and_stands_apart_in_the_list() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let list = ChatsModel(port: sari.phone, language: .english)
      await list.open()
      #expect(list.all?.map(\.topic) == ["general"])
      let topic = try #require(list.topics.first { $0.code == "card" })
      let id = try #require(await list.begin(topic))
      let model = ChatModel(port: sari.phone, conversation: id, title: topic.title, language: .english)
      await model.open()
      model.draft = "The machine kept my card"
      await model.send()
      try await until { model.rows.contains { $0.text == "The machine kept my card" && $0.state == "sent" } }
      try await until { list.all?.map(\.topic) == ["card", "general"] }
      await model.close()
      let general = ChatModel(port: sari.phone, language: .english)
      await general.open()
      #expect(general.rows.allSatisfy { $0.text != "The machine kept my card" })
      await general.close()
      list.close()
    }
  }

  @Test func chat_4_a_secret_is_kept_from_being_sent_and_stays_in_the_field_with_the_reason() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChatModel(port: sari.phone, language: .indonesian)
      await model.open()
      model.draft = "PIN saya 123456"
      await model.send()
      #expect(model.draft == "PIN saya 123456" && model.work.problem?.code == "draft_blocked")
      #expect(model.rows.allSatisfy { !$0.text.contains("123456") })
      await model.close()
    }
  }

  @Test func chat_4_what_is_asked_about_can_be_hidden_or_sent_all_the_same() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChatModel(port: sari.phone, language: .english)
      await model.open()
      model.draft = "My account number is 1234567890"
      await model.send()
      let offer = try #require(model.offer)
      #expect(offer.mayInsist && !offer.masked.contains("1234567890"))
      model.takeOffer()
      #expect(model.draft == offer.masked && model.offer == nil && model.work.problem == nil)
      model.draft = "My account number is 1234567890"
      await model.send()
      await model.sendAnyway()
      #expect(model.draft.isEmpty)
      try await until { model.rows.contains { $0.text.contains("1234567890") && $0.state == "sent" } }
      await model.close()
    }
  }

  @Test func chat_2_a_badge_that_is_taken_back_is_proof_no_more_on_the_screen_already() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChatModel(port: sari.phone, language: .english)
      await model.open()
      try await say("Good morning", as: "agus", to: sari)
      try await until { model.rows.contains { $0.speaker == "Agus, verified bank employee 10177" } }
      _ = try await sari.bank.ask("chat_revoke", .object(["as": .string("agus"), "ago_seconds": .integer(3600)]))
      try await until { model.rows.contains { $0.text == "Good morning" && $0.speaker == "Not verified" } }
      #expect(model.rows.allSatisfy { $0.text != "Good morning" || $0.warning != nil })
      await model.close()
    }
  }

  @Test func chat_6_one_tap_ends_the_chat_and_reports_it_with_what_is_marked() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChatModel(port: sari.phone, language: .english)
      await model.open()
      try await say("Send me your OTP now", as: "impostor-forged", to: sari)
      try await until { model.rows.contains { $0.text == "Send me your OTP now" } }
      await model.report()
      #expect(model.beside == .reported(1))
      try await until { model.rows.contains { $0.text.contains("The bank has your report of a scam") } }
      await model.close()
    }
  }

  @Test func chat_10_a_chat_is_rated_and_its_transcript_holds_until_it_is_changed() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChatModel(port: sari.phone, language: .english)
      await model.open()
      for text in ["It is done tomorrow", "Good bye"] { try await say(text, as: "dewi", to: sari) }
      try await until { model.rows.contains { $0.text == "Good bye" } }
      await model.makeTranscript()
      guard case .transcript(let text, let check) = model.beside else {
        Issue.record("no transcript")
        return
      }
      #expect(check.holds && text.contains("done tomorrow"))
      #expect(try !sari.phone.chatCheckTranscript(text: text.replacing("tomorrow", with: "today")).holds)
      model.show(.search)
      model.searched = "tomorrow"
      await model.search()
      #expect(model.found?.map(\.text) == ["It is done tomorrow"])
      await model.end()
      #expect(model.beside == .feedback)
      model.opinion = "My PIN is 123456"
      await model.rate(.good)
      #expect(model.work.problem?.code == "draft_blocked" && model.beside == .feedback)
      model.opinion = "Friendly"
      await model.rate(.veryGood)
      #expect(model.beside == .nothing)
      try await until { model.rows.contains { $0.text == "Thank you, the bank has your feedback." } }
      await model.close()
    }
  }

  @Test func chat_9_what_waits_without_a_link_is_taken_back() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask("fault", .object(["kind": .string("link_down")]))
      let model = ChatModel(port: sari.phone, language: .english)
      await model.open()
      model.draft = "This is a mistake"
      await model.send()
      try await until { model.rows.contains { $0.text == "This is a mistake" && $0.canTakeBack } }
      let row = try #require(model.rows.first { $0.text == "This is a mistake" })
      await model.takeBack(row)
      try await until { model.rows.allSatisfy { $0.text != "This is a mistake" } }
      await model.close()
    }
  }

  @Test func chat_14_and_chat_11_what_an_employee_asks_is_said_and_leads_to_the_token() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ChatModel(port: sari.phone, language: .english)
      await model.open()
      #expect(!model.asks)
      let who: [String: JSONValue] = ["user_id": .string("sari"), "as": .string("dewi")]
      _ = try await sari.bank.ask("agent_verify", .object(who))
      try await until { model.asks }
      #expect(model.rows.contains { $0.asks && $0.text.hasPrefix("An employee asks whether it is you.") })
      let waits = try await sari.phone.pendingOperations()
      let question = try #require(waits.first)
      #expect(question.title(language: "en") == "Confirm in the chat that it is you")
      #expect(question.lines(language: "en").contains { $0.value == "Dewi" })
      await model.close()
    }
  }

  @Test func chat_5_a_file_that_the_bank_has_not_asked_for_is_asked_about_and_then_sent() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let papers = StandInPapers()
      let model = ChatModel(port: sari.phone, papers: papers, language: .english)
      await model.open()
      papers.chosen = Data("MZ".utf8)
      await model.attach()
      #expect(model.work.problem?.code == "attachment_refused" && model.asked == nil)
      let bill = Data("%PDF-1.7\nBill\n%%EOF\n".utf8)
      papers.chosen = bill
      await model.attach()
      #expect(model.work.problem?.code == "attachment_unasked" && model.asked == bill)
      #expect(model.rows.isEmpty)
      await model.attachAnyway()
      try await until { model.rows.contains { $0.text == "File.pdf" && $0.state == "sent" && $0.file != nil } }
      let row = try #require(model.rows.first { $0.text == "File.pdf" })
      await model.openFile(row)
      #expect(papers.shown == bill)
      await model.close()
    }
  }

  private func say(_ text: String, as speaker: String, to sari: Customer) async throws {
    _ = try await sari.bank.ask(
      "chat_say", .object(["user_id": .string("sari"), "as": .string(speaker), "text": .string(text)]))
  }
}
