#if os(Linux)
  import Foundation
  import KunciCore
  import SwiftUI
  import Testing
  import ViewModels

  @testable import Screens

  /// The spending picture and subscriptions, tapped through from outside.
  @MainActor @Suite(.serialized) struct SpendingScreenTests {
    @Test(arguments: Language.allCases)
    func card_1_the_picture_is_heard_group_by_group_and_leads_to_the_payments(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        try await reader.tap(strings.cards)
        await reader.appear()
        try await reader.tap(strings.allSpending)
        await reader.appear()
        #expect(reader.says(try await app.phone.spending(cardId: nil, language: language.tag).empty))
        try await app.charge("ATM Dipatiukur", 7_500_000, channel: "atm", category: 6011)
        await reader.appear()
        let view = try await app.phone.spending(cardId: nil, language: language.tag)
        let month = try #require(view.months.first)
        let group = try #require(month.totals.first?.groups.first)
        for words in [month.label, month.totals[0].spoken, group.spoken] { #expect(reader.says(words), "\(words)") }
        try await reader.tap(strings.payments(of: group.label))
        await reader.appear()
        #expect(reader.says("ATM Dipatiukur") && reader.says(month.label))
        try await reader.tap(strings.back)
        try await reader.hear(strings.spending)
      }
    }

    @Test(arguments: Language.allCases)
    func card_4_a_subscription_is_blocked_by_tapping_and_what_that_does_not_do_is_heard(
      in language: Language
    ) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        try await app.charge("Film Langganan", 6_500_000, channel: "recurring", category: 4899)
        try await reader.tap(strings.cards)
        await reader.appear()
        try await reader.tap(strings.allSubscriptions)
        await reader.appear()
        let view = try await app.phone.subscriptions(cardId: nil, language: language.tag)
        let film = try #require(view.subscriptions.first)
        for words in [view.about, view.blockDoes, view.blockDoesNot, film.spoken, film.year, film.how] {
          #expect(reader.says(words), "\(words)")
        }
        let named = strings.subscription(film.merchant, film.price)
        try await reader.tap(strings.block(named))
        try await reader.hear(strings.allow(named))
        let blocked = try await app.phone.subscriptions(cardId: nil, language: language.tag)
        #expect(reader.says(try #require(blocked.subscriptions.first).stateWords))
        try await reader.tap(strings.allow(named))
        try await reader.hear(strings.approve)
      }
    }
  }

  extension AppUnderTest {
    /// A payment with the card ending in 7730, minor rupiah.
    fileprivate func charge(_ merchant: String, _ minor: Int64, channel: String, category: Int64) async throws {
      let amount: [String: JSONValue] = [
        "minor": .integer(minor), "currency": .string("IDR"), "exponent": .integer(2),
      ]
      let body: [String: JSONValue] = [
        "user_id": .string("sari"), "ending": .string("7730"), "merchant": .string(merchant),
        "channel": .string(channel), "category": .integer(category), "amount": .object(amount),
      ]
      _ = try await bank.ask("card_pay", .object(body))
    }
  }
#endif
