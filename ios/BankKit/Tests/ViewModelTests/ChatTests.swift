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

  private func until(_ condition: () -> Bool) async throws {
    for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
    #expect(condition())
  }
}
