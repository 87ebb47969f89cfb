import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// Limits, channels, blocks, payments and receipts, over the bank's own rules.
@MainActor @Suite(.serialized) struct ControlsTests {
  @Test func card_3_less_holds_at_once_and_more_is_approved_cools_off_and_is_cancelled() async throws {
    try await Customer.with { sari in
      // A day in Jakarta must not end in the middle.
      _ = try await sari.bank.ask("clock", .object(["to_hour": .integer(10)]))
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821")
      let model = ControlsModel(phone: sari.phone, cardId: id, language: .indonesian) { asked = $0 }
      await model.load()
      #expect(model.limits.count == 7 && model.spokenCard.hasSuffix("4 8 2 1"))
      model.edit("online-day")
      for wrong in ["", "abc", "12.50", "12,505", "US$5", "99999999999999999999"] {
        model.typed = wrong
        await model.save()
        #expect(model.work.problem?.code == "amount_unreadable" && model.editing == "online-day", "\(wrong)")
      }
      model.typed = "100.000"
      await model.save()
      #expect(model.notice != nil && model.editing == nil && asked == nil)
      let lowered = try #require(model.limits.first { $0.id == "online-day" })
      #expect(lowered.value.hasSuffix("Rp100.000") && lowered.spoken.contains("100000 rupiah"))
      #expect(try await sari.pay(6_000_000, channel: "online").flag("approved") == true)
      #expect(try await sari.pay(6_000_000, channel: "online").text("reason") == "over-limit")
      model.edit("online-day")
      model.typed = "500.000"
      await model.save()
      try await sari.approve(try #require(asked))
      await model.load()
      let raised = try #require(model.limits.first { $0.id == "online-day" })
      #expect(raised.isCoolingOff && !raised.note.isEmpty && raised.value.hasSuffix("Rp100.000"))
      await model.cancelRaise("online-day")
      #expect(model.limits.first { $0.id == "online-day" }?.isCoolingOff == false)
      #expect(model.notice?.hasPrefix("Kenaikan dibatalkan.") == true)
    }
  }

  @Test func card_3_a_limit_of_a_card_in_dollars_is_typed_in_dollars() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let asked: [String: JSONValue] = ["user_id": .string("sari"), "currency": .string("USD")]
      let made = try Fields(await sari.bank.ask("card_virtual", .object(asked)), at: "the card")
      let ending = try made.text("ending")
      let id = try await sari.card(ending)
      let model = ControlsModel(phone: sari.phone, cardId: id, language: .indonesian) { _ in }
      await model.load()
      model.edit("online-day")
      for wrong in ["Rp5", "12,505", "12.50"] {
        model.typed = wrong
        await model.save()
        #expect(model.work.problem?.code == "amount_unreadable" && model.editing == "online-day", "\(wrong)")
      }
      model.typed = "12,50"
      await model.save()
      #expect(model.notice != nil && model.limits.first { $0.id == "online-day" }?.value.hasSuffix("US$12,50") == true)
    }
  }

  @Test func card_3_a_limit_for_a_day_ends_by_itself() async throws {
    try await Customer.with { sari in
      // A day in Jakarta must not end in the middle.
      _ = try await sari.bank.ask("clock", .object(["to_hour": .integer(10)]))
      try await sari.register()
      let id = try await sari.card("4821")
      let model = ControlsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await model.load()
      let before = try #require(model.limits.first { $0.id == "online-day" })
      model.edit("online-day")
      model.typed = "100,000"
      model.isForADay = true
      await model.save()
      let lowered = try #require(model.limits.first { $0.id == "online-day" })
      #expect(model.work.problem == nil && !model.isForADay, "\(model.work.problem?.body ?? "")")
      #expect(lowered.value.hasSuffix("IDR 100,000") && lowered.note.hasPrefix("Until "), "\(lowered)")
      try await sari.wait(hours: 25)
      _ = await sari.signIn()
      let unlock = UnlockModel(phone: sari.phone, language: .english) { _ in }
      type(Customer.code, into: unlock.pad)
      await unlock.unlock()
      await model.load()
      #expect(model.limits.first { $0.id == "online-day" } == before)
    }
  }

  @Test func card_3_more_than_the_banks_most_is_refused_and_nothing_may_pass_under_a_limit() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821")
      let model = ControlsModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      await model.load()
      model.edit("day")
      model.typed = "999,999,999,999"
      await model.save()
      #expect(model.work.problem?.code == "limit_above_ceiling")
      await model.letNothingPass()
      #expect(model.notice != nil && asked == nil)
      #expect(try await sari.pay(100_000).text("reason") == "over-limit")
      model.edit("day")
      await model.lift()
      #expect(asked != nil)
      #expect(try await sari.pay(100_000).text("reason") == "over-limit")
    }
  }

  @Test func card_4_what_is_switched_off_or_blocked_stops_at_once_and_is_allowed_by_approval() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821")
      let model = ControlsModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      await model.load()
      await model.toggle("channel/atm/abroad")
      #expect(model.channels.first { $0.id == "channel/atm/abroad" }?.action.hasPrefix("Switch on") == true)
      #expect(try await sari.pay(5_000_000, channel: "atm", country: "SG").text("reason") == "channel-off")
      await model.toggle("category/gambling")
      #expect(try await sari.pay(5_000_000, category: 7995).text("reason") == "category-blocked")
      model.country = "xx"
      await model.blockCountry()
      #expect(model.work.problem?.code == "change_invalid" && model.country == "xx")
      model.country = " ru"
      await model.blockCountry()
      #expect(model.countries.map(\.words) == ["RU"] && model.country.isEmpty)
      #expect(try await sari.pay(5_000_000, country: "RU").text("reason") == "country-blocked")
      #expect(try await sari.pay(5_000_000).flag("approved") == true)
      let payments = PaymentsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await payments.show(.pending)
      let payment = try #require(payments.payments?.first)
      await payments.block(payment)
      #expect(payments.notice?.hasPrefix("Changed.") == true)
      #expect(try await sari.pay(5_000_000).text("reason") == "merchant-blocked")
      await model.load()
      #expect(model.merchants.map(\.words) == [payment.merchant] && asked == nil)
      await model.toggle("channel/atm/abroad")
      try await sari.approve(try #require(asked))
      let cash = try await sari.pay(5_000_000, channel: "atm", country: "SG", merchant: "Lain")
      #expect(try cash.flag("approved") == true)
    }
  }

  @Test func card_3_a_card_that_was_changed_elsewhere_is_shown_as_it_was_and_as_it_is() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let id = try await sari.card("4821")
      let model = ControlsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await model.load()
      _ = try await sari.phone.freezeCard(cardId: id)
      await model.toggle("channel/atm/abroad")
      #expect(model.work.problem?.code == "card_changed")
      let differences = try #require(model.differences)
      #expect(differences.title == "Changed since you looked" && differences.lines.count == 1)
      #expect(differences.lines.first?.hasPrefix("The card: was “In use”, is now") == true)
      await model.toggle("channel/atm/abroad")
      #expect(model.work.problem == nil && model.differences == nil)
      #expect(model.channels.first { $0.id == "channel/atm/abroad" }?.action.hasPrefix("Switch on") == true)
    }
  }

  @Test func card_4_payments_are_told_from_an_amount_on_and_telling_less_is_approved() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821")
      let model = WatchModel(phone: sari.phone, cardId: id, language: .indonesian) { asked = $0 }
      await model.load()
      #expect(model.alerts.count == 8 && model.spokenCard.hasSuffix("4 8 2 1"))
      model.edit("payment")
      for wrong in ["", "abc", "0", "12.50", "99999999999999999999"] {
        model.typed = wrong
        await model.save()
        let code = wrong == "0" ? "amount_invalid" : "amount_unreadable"
        #expect(model.work.problem?.code == code && model.editing == "payment", "\(wrong)")
      }
      model.typed = "999.999.999"
      await model.save()
      #expect(model.work.problem?.code == "limit_above_ceiling")
      model.typed = "50.000"
      await model.save()
      #expect(model.notice?.hasPrefix("Diubah.") == true && model.editing == nil && asked == nil)
      let told = try #require(model.alerts.first { $0.id == "payment" })
      #expect(told.words.hasSuffix("Rp50.000") && told.spoken.contains("50000 rupiah"))
      #expect(try await sari.pay(4_999_999).flag("approved") == true)
      #expect(try await sari.pay(5_000_000).flag("approved") == true)
      let kinds = try await sari.phone.alerts(before: nil, language: "id").alerts.map(\.kind)
      #expect(kinds == ["card-payment", "new-device"])
      model.edit("abroad")
      await model.tellAll()
      #expect(model.alerts.first { $0.id == "abroad" } != nil && asked == nil)
      model.edit("payment")
      await model.tellNone()
      try await sari.approve(try #require(asked))
      await model.load()
      #expect(model.alerts.first { $0.id == "payment" } != told)
      let newest = try await sari.phone.alerts(before: nil, language: "id").alerts.first
      #expect(newest?.kind == "card-alerts-lowered")
    }
  }

  @Test func card_8_a_trip_is_approved_a_blocked_country_stays_blocked_and_cancelling_is_at_once() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821")
      let card = try #require(try await sari.phone.cards().first { $0.cardId() == id })
      _ = try await sari.phone.changeCard(card: card, changes: [.country(country: "JP", blocked: true)])
      let model = WatchModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      await model.load()
      #expect(model.trips.isEmpty && !model.canAddTrip)
      let days = (try sari.phone.dayFromNow(days: 0), try sari.phone.dayFromNow(days: 13))
      for (from, until, countries) in [
        ("01/12/2020", days.1, "JP"), (days.1, days.0, "JP"), (days.0, days.1, "XX"), ("soon", days.1, "JP"),
      ] {
        (model.tripFrom, model.tripUntil, model.tripCountries) = (from, until, countries)
        await model.addTrip()
        #expect(model.work.problem?.code == "trip_refused" && asked == nil, "\(from) \(until) \(countries)")
      }
      (model.tripFrom, model.tripUntil, model.tripCountries) = (days.0, days.1, "jp, sg")
      await model.addTrip()
      try await sari.approve(try #require(asked))
      await model.load()
      let trip = try #require(model.trips.first)
      #expect(trip.words.hasSuffix("JP, SG") && trip.blocked == "JP" && trip.warning.contains("JP"))
      #expect(try await sari.pay(5_000_000, country: "JP").text("reason") == "country-blocked")
      asked = nil
      await model.allowCountries(trip.id)
      #expect(asked != nil)
      await model.cancelTrip(trip.id)
      #expect(model.trips.isEmpty && model.notice?.hasPrefix("Changed.") == true)
    }
  }

  @Test func card_1_payments_are_listed_page_by_page_searched_and_filtered() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask("card_past", .object(["user_id": .string("sari"), "ending": .string("7730")]))
      let model = PaymentsModel(phone: sari.phone, cardId: nil, language: .indonesian) { _ in }
      model.search = "bu tini"
      await model.load()
      #expect(model.payments?.count == 25 && model.hasOlder)
      // What is typed meanwhile changes nothing about the next page.
      model.search = "hotel"
      await model.older()
      #expect(model.payments?.count == 50 && model.payments?.allSatisfy { $0.merchant == "Warung Bu Tini" } == true)
      #expect(Set(model.payments?.map(\.id) ?? []).count == 50)
      model.search = "tidak ada toko ini"
      await model.load()
      #expect(model.payments?.isEmpty == true && !model.hasOlder)
      model.search = ""
      (model.first, model.last) = ("31/02/2026", "")
      await model.load()
      #expect(model.work.problem?.code == "days_invalid")
      (model.first, model.last) = ("01/01/2000", "31/12/2000")
      await model.load()
      #expect(model.payments?.isEmpty == true && model.work.problem == nil)
      (model.first, model.last) = ("01/01/2000", "")
      await model.load()
      #expect(model.payments?.isEmpty == false)
      (model.first, model.last) = ("", "")
      _ = try await sari.pay(15_000_000, country: "SG", original: 1250)
      await model.show(.pending)
      let abroad = try #require(model.payments?.first)
      #expect(abroad.original?.hasSuffix("SGD 12,50") == true && abroad.spoken.contains("12,50 dolar Singapura"))
      #expect(abroad.state == "Dicadangkan, belum ditagih" && abroad.why == nil)
      await model.show(.declined)
      #expect(model.payments?.allSatisfy { $0.why != nil } == true)
    }
  }

  @Test func safe_2_a_list_that_follows_payments_by_itself_keeps_no_session_alive() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let id = try await sari.card("4821")
      let model = PaymentsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await model.open()
      #expect(model.payments?.isEmpty == true && model.work.problem == nil)
      try await sari.pass(250)
      _ = try await sari.pay(5_000_000)
      try await until { model.payments?.count == 1 }
      let watch = try await sari.phone.watchSession()
      #expect(watch.signedIn && watch.secondsLeft != nil)
      try await sari.pass(50)
      #expect(try await sari.phone.watchSession().ended == .idle)
      model.close()
    }
  }

  @Test func card_1_a_payment_comes_on_the_screen_while_it_is_looked_at() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let id = try await sari.card("4821")
      let model = PaymentsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await model.open()
      #expect(model.payments?.isEmpty == true && model.work.problem == nil)
      let paid = try await sari.pay(5_000_000).text("transaction_id")
      try await until { model.payments?.map(\.merchant) == ["Toko Maya"] }
      let reserved = try #require(model.payments?.first?.state)
      _ = try await sari.bank.ask("card_capture", .object(["transaction_id": .string(paid)]))
      try await until { model.payments?.count == 1 && model.payments?.first?.state != reserved }
      model.close()
    }
  }

  @Test func card_9_the_customer_learns_why_a_payment_was_declined() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let id = try await sari.card("4821")
      let model = WhyModel(phone: sari.phone, cardId: id, language: .english)
      await model.load()
      #expect(model.why?.reason == "never-reached" && model.payment == nil)
      let controls = ControlsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await controls.load()
      await controls.toggle("channel/atm/abroad")
      _ = try await sari.pay(5_000_000, channel: "atm", country: "SG")
      await model.load()
      #expect(model.why?.reason == "channel-off" && model.why?.isAboutControls == true)
      #expect(model.payment?.why == model.why && model.why?.spoken.contains("switched off") == true)
    }
  }

  @Test func card_11_the_bank_says_beforehand_what_would_pass_and_what_a_limit_would_have_stopped() async throws {
    try await Customer.with { sari in
      try await sari.register()
      _ = try await sari.bank.ask("card_past", .object(["user_id": .string("sari"), "ending": .string("7730")]))
      let will = WillModel(phone: sari.phone, cardId: try await sari.card("4821"), language: .english)
      await will.load()
      #expect(will.country == "ID" && will.channels.count == 9 && will.channel == will.channels.first)
      will.amount = "60,000"
      await will.ask()
      #expect(will.answer != nil && will.why == nil)
      will.amount = "999,999,999"
      await will.ask()
      #expect(will.why?.reason == "over-limit" && will.why?.isAboutControls == true)
      will.amount = "much"
      await will.ask()
      #expect(will.work.problem?.code == "amount_unreadable" && will.answer == nil && will.why == nil)
      let other = try await sari.card("7730")
      let model = ControlsModel(phone: sari.phone, cardId: other, language: .english) { _ in }
      await model.load()
      let before = model.limits
      model.edit("per-transaction")
      model.typed = "2,000,000"
      await model.tryOut()
      #expect(model.stopped.map(\.merchant) == ["Orchard Garden Hotel"])
      #expect(model.trial?.hasPrefix("One of your") == true)
      #expect(model.stopped.first?.why?.reason == "over-limit")
      // Nothing was changed by asking.
      await model.load()
      #expect(model.limits == before)
    }
  }

  @Test func card_12_every_change_leaves_a_receipt_that_is_listed_and_handed_on() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = ReceiptsModel(phone: sari.phone, language: .english)
      await model.load()
      #expect(model.rows?.isEmpty == true && model.file == nil)
      let cards = CardsModel(phone: sari.phone, language: .english) { _ in }
      await cards.load()
      await cards.freeze(try await sari.card("4821"))
      let frozen = try #require(cards.rows.first { $0.ending == "4821" })
      #expect(frozen.holds.map(\.title) == ["You have frozen this card"] && frozen.state.hasPrefix("Stopped"))
      await model.load()
      let row = try #require(model.rows?.first)
      #expect(model.rows?.count == 1 && row.what.hasPrefix("Frozen.") && row.detail.contains("4821"))
      #expect(row.spoken.contains("4 8 2 1"))
      await model.export()
      let receipts = try await sari.phone.cardReceipts()
      let proof = try #require(receipts.first).proof
      #expect(model.file?.contains(proof) == true)
    }
  }

  @Test func card_12_a_receipt_whose_key_is_withdrawn_is_said_to_be_beyond_proof() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let cards = CardsModel(phone: sari.phone, language: .english) { _ in }
      await cards.load()
      await cards.freeze(try await sari.card("4821"))
      let model = ReceiptsModel(phone: sari.phone, language: .english)
      await model.load()
      #expect(model.rows?.first?.warning == nil)
      _ = try await sari.bank.ask("fault", .object(["kind": .string("withdrawn_receipt_key")]))
      _ = try await sari.phone.fetchKeys()
      await model.load()
      let row = try #require(model.rows?.first)
      #expect(row.warning == model.strings.receiptUnproved && row.spoken.hasSuffix(model.strings.receiptUnproved))
      await model.export()
      #expect(model.file != nil && model.work.problem == nil)
    }
  }

  @Test func card_1_without_a_network_nothing_is_shown_as_changed_or_as_empty() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let id = try await sari.card("4821")
      let model = ControlsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await model.load()
      let before = model.limits
      _ = try await sari.bank.ask("fault", .object(["kind": .string("network_cut")]))
      model.edit("online-day")
      model.typed = "100,000"
      await model.save()
      #expect(model.work.problem != nil && model.notice == nil && model.limits == before)
      #expect(model.editing == "online-day" && model.typed == "100,000")
      let payments = PaymentsModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await payments.load()
      #expect(payments.work.problem != nil && payments.payments == nil)
      let receipts = ReceiptsModel(phone: sari.phone, language: .english)
      await receipts.export()
      #expect(receipts.work.problem != nil && receipts.file == nil)
    }
  }

  @Test func card_3_a_card_that_is_not_there_is_told() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let nobody = "00000000-0000-7000-8000-000000000001"
      let model = ControlsModel(phone: sari.phone, cardId: nobody, language: .english) { _ in }
      await model.load()
      #expect(model.work.problem?.code == "not_found" && !model.isLoaded)
      await model.toggle("channel/atm/abroad")
      #expect(model.notice == nil)
    }
  }
}

extension Customer {
  /// The id of a card by its last digits.
  fileprivate func card(_ ending: String) async throws -> String {
    let cards = try await phone.cards()
    return try #require(cards.first { $0.view().ending == ending }).cardId()
  }

  fileprivate func approve(_ operation: KunciCore.Operation) async throws {
    let approval = ApprovalModel(phone: phone, operation: operation, language: .english) {}
    type(Customer.code, into: approval.pad)
    await approval.approve()
    try #require(approval.work.problem == nil)
  }

  /// A payment with the card ending in 4821, minor rupiah; `original`: in Singapore cents.
  fileprivate func pay(
    _ minor: Int64, channel: String = "chip", country: String = "ID", category: Int64 = 5812,
    merchant: String = "Toko Maya", original: Int64? = nil
  ) async throws -> Fields {
    func money(_ minor: Int64, _ currency: String) -> JSONValue {
      .object(["minor": .integer(minor), "currency": .string(currency), "exponent": .integer(2)])
    }
    var body: [String: JSONValue] = [
      "user_id": .string("sari"), "ending": .string("4821"), "merchant": .string(merchant),
      "channel": .string(channel), "country": .string(country), "category": .integer(category),
      "amount": money(minor, "IDR"),
    ]
    if let original { body["original"] = money(original, "SGD") }
    return try Fields(await bank.ask("card_pay", .object(body)), at: "the payment")
  }
}
