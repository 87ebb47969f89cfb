import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// Where the money went, and subscriptions, over the bank's own payments.
@MainActor @Suite(.serialized) struct SpendingTests {
  @Test func card_1_the_picture_tells_the_groups_of_a_month_and_leads_to_their_payments() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask("clock", .object(["to_hour": .integer(10)]))
      try await sari.signInFully()
      let model = SpendingModel(phone: sari.phone, cardId: nil, language: .english)
      await model.load()
      #expect(model.months?.isEmpty == true && model.month == nil && model.empty.hasPrefix("There are no payments yet"))
      try await sari.pay("Pasar Swalayan Segar", 30_000_000, channel: "chip", category: 5411)
      try await sari.pay("ATM Dipatiukur", 10_000_000, channel: "atm", category: 6011)
      await model.load()
      let total = try #require(model.month?.totals.first)
      #expect(total.amount == "IDR 400,000" && total.change.isEmpty && total.groups.map(\.percent) == [75, 25])
      let spoken = ["Groceries: 300000 rupiah, 75 percent", "Cash: 100000 rupiah, 25 percent"]
      #expect(total.groups.map(\.spoken) == spoken)
      #expect(!model.hasEarlier && !model.hasLater)
      let cash = try #require(total.groups.last)
      let spent = try #require(model.payments(of: cash))
      #expect(spent.words.first == "Cash")
      let list = PaymentsModel(phone: sari.phone, cardId: nil, spent: spent, language: .english) { _ in }
      await list.load()
      #expect(list.payments?.map(\.merchant) == ["ATM Dipatiukur"])
    }
  }

  @Test func card_1_a_year_is_looked_through_month_by_month() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask("card_past", .object(["user_id": .string("sari"), "ending": .string("7730")]))
      let model = SpendingModel(phone: sari.phone, cardId: nil, language: .english)
      await model.load()
      let months = try #require(model.months)
      #expect(months.count == 12 && model.month == months[0] && !model.hasLater)
      for number in 1..<12 {
        model.earlier()
        #expect(model.month == months[number])
      }
      #expect(!model.hasEarlier)
      model.earlier()
      #expect(model.month == months[11])
      model.later()
      #expect(model.month == months[10])
      let subscriptions = SubscriptionsModel(phone: sari.phone, cardId: nil, language: .english) { _ in }
      await subscriptions.load()
      let names = Set(subscriptions.rows?.map(\.merchant) ?? [])
      #expect(names == ["Film Rumah", "Telepon Nusantara", "Listrik dan Air"])
      let film = try #require(subscriptions.rows?.first { $0.merchant == "Film Rumah" })
      #expect(film.price == "IDR 79,000, every month")
      #expect(film.lines.contains("The price has changed: before IDR 65,000"))
    }
  }

  @Test func card_4_a_subscription_is_blocked_at_once_and_let_through_by_approval() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let model = SubscriptionsModel(phone: sari.phone, cardId: nil, language: .english) { asked = $0 }
      await model.load()
      #expect(model.rows?.isEmpty == true && model.about.first?.hasPrefix("No subscription is found") == true)
      try await sari.pay("Film Langganan", 6_500_000, channel: "recurring", category: 4899)
      await model.load()
      let found = try #require(model.rows?.first)
      #expect(found.price == "IDR 65,000, no rhythm seen yet" && !found.isBlocked && found.spoken.contains("7 7 3 0"))
      #expect(model.about.contains { $0.hasPrefix("Blocking does not end your contract") })
      await model.toggle(found)
      let blocked = try #require(model.rows?.first)
      #expect(blocked.isBlocked && model.notice != nil && asked == nil)
      let again = try await sari.pay("Film Langganan", 6_500_000, channel: "recurring", category: 4899)
      #expect(try again.text("reason") == "merchant-blocked")
      await model.load()
      #expect(model.rows?.first?.lines.first?.hasPrefix("Asked in vain on ") == true)
      await model.toggle(blocked)
      #expect(asked != nil && model.rows?.first?.isBlocked == true, "not before she has approved")
    }
  }
}

extension Customer {
  /// A payment with the card ending in 7730, minor rupiah.
  @discardableResult
  fileprivate func pay(_ merchant: String, _ minor: Int64, channel: String, category: Int64) async throws -> Fields {
    let amount: [String: JSONValue] = [
      "minor": .integer(minor), "currency": .string("IDR"), "exponent": .integer(2),
    ]
    let body: [String: JSONValue] = [
      "user_id": .string("sari"), "ending": .string("7730"), "merchant": .string(merchant),
      "channel": .string(channel), "category": .integer(category), "amount": .object(amount),
    ]
    return try Fields(await bank.ask("card_pay", .object(body)), at: "the payment")
  }
}
