import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// A card's life, what waits for a network, and payments that look suspicious, over the bank's own rules.
@MainActor @Suite(.serialized) struct LifeTests {
  @Test func card_5_a_frozen_card_is_reported_stolen_at_once_replaced_and_the_new_one_taken_into_use() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821").cardId
      _ = try await sari.phone.freezeCard(cardId: id)
      let model = LifeModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      await model.load()
      #expect(model.steps == [.setPin, .reveal, .report, .replace])
      #expect(model.holds.count == 1 && model.neighbours.isEmpty)
      model.ask(.stolen)
      // Not done before she is sure.
      #expect(try await sari.card("4821").state == "active")
      await model.report()
      #expect(model.notice?.hasPrefix("Closed for good. Receipt no.") == true && model.sure == nil)
      #expect(model.steps == [.replace])
      #expect(try await sari.card("4821").closed == "stolen")
      #expect(try await sari.pay(5_000_000).flag("approved") == false)
      await model.replace()
      try await sari.approve(try #require(asked))
      await model.load()
      // One is enough.
      #expect(model.steps.isEmpty)
      let newer = try #require(model.neighbours.first)
      #expect(newer.words.hasPrefix("New card") && model.neighbours.count == 1)
      let new = LifeModel(phone: sari.phone, cardId: newer.id, language: .english) { asked = $0 }
      await new.load()
      #expect(new.steps == [.report] && new.neighbours.map(\.id) == [id])
      // Sent, and arrived.
      for _ in 0..<2 { _ = try await sari.bank.ask("card_post", .object(["user_id": .string("sari")])) }
      await new.load()
      #expect(new.steps == [.activate, .report])
      await new.activate()
      try await sari.approve(try #require(asked))
      let cards = try await sari.phone.cards()
      let ending = try #require(cards.first { $0.cardId() == newer.id }).view().ending
      #expect(try await sari.pay(5_000_000, ending: ending).flag("approved") == true)
    }
  }

  @Test func card_5_a_report_whose_answer_is_lost_is_the_same_report_at_the_next_try() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let id = try await sari.card("4821").cardId
      let model = LifeModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await model.load()
      let loses: [String: JSONValue] = [
        "kind": .string("lose_reply"), "path": .string("/v1/cards/*/block"), "times": .integer(1),
      ]
      _ = try await sari.bank.ask("fault", .object(loses))
      model.ask(.lost)
      await model.report()
      #expect(model.work.problem?.code == "outcome_unknown" && model.notice == nil && model.sure == .lost)
      _ = try await sari.bank.ask("fault", .object(["kind": .string("network_cut")]))
      await model.report()
      #expect(model.work.problem?.code == "offline")
      let queue = QueueModel(phone: sari.phone, language: .english)
      await queue.load()
      #expect(queue.rows?.map(\.state) == ["Sent, not yet confirmed"] && !queue.waits)
      _ = try await sari.bank.ask("fault", .object(["kind": .string("clear")]))
      await model.report()
      #expect(model.work.problem == nil && model.notice?.hasPrefix("Closed for good.") == true)
    }
  }

  @Test func card_5_a_pin_is_typed_twice_and_set_by_approval() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821").cardId
      let model = CardPinModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      for (pin, again, code) in [("123456", "123456", "weak_code"), ("502863", "502864", "codes_differ")] {
        await choose(pin, again, in: model)
        #expect(model.work.problem?.code == code && !model.isAgain && model.pad.count == 0)
      }
      await choose("502863", "502863", in: model)
      let operation = try #require(asked)
      #expect(!operation.lines(language: "en").contains { $0.value.contains("502863") })
      #expect(try await sari.takes(pin: "502863") == false)
      try await sari.approve(operation)
      #expect(try await sari.takes(pin: "502863") == true)
    }
  }

  @Test func card_5_a_cards_number_is_shown_once_after_approval_and_hidden_when_the_app_is_left() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821").cardId
      let life = LifeModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      await life.reveal()
      let operation = try #require(asked)
      let early = CardDetailsModel(phone: sari.phone, operationId: operation.id(), language: .english)
      await early.load()
      #expect(early.shown == nil && early.work.problem?.code == "reveal_closed")
      try await sari.approve(operation)
      let model = CardDetailsModel(phone: sari.phone, operationId: operation.id(), language: .english)
      await model.load()
      let shown = try #require(model.shown)
      #expect(shown.number.hasSuffix(" 4821") && shown.number.count == 19 && shown.code.count == 3)
      #expect(shown.spokenNumber.hasSuffix("4 8 2 1") && (1...60).contains(shown.seconds))
      model.hide()
      #expect(model.shown == nil && model.isOver)
      let again = CardDetailsModel(phone: sari.phone, operationId: operation.id(), language: .english)
      await again.load()
      #expect(again.shown == nil && again.work.problem?.code == "reveal_closed")
    }
  }

  @Test func card_5_a_virtual_card_is_ordered_by_approval_paid_with_online_and_closed_for_good() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821").cardId
      let order = OrderModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      await order.load()
      #expect(order.card.hasSuffix("4821") && !order.canOrder)
      order.name = "Films"
      #expect(order.canOrder)
      let refused = [
        ("0", "amount_invalid"), ("x", "amount_unreadable"), ("999,999,999", "limit_above_ceiling"),
      ]
      for (typed, code) in refused {
        order.month = typed
        await order.order()
        #expect(order.work.problem?.code == code && asked == nil)
      }
      order.month = "300,000"
      await order.order()
      let operation = try #require(asked)
      let lines = operation.lines(language: "en").map(\.value)
      #expect(lines.contains("Films") && lines.contains("IDR 300,000"))
      #expect(try await sari.phone.cards().allSatisfy { $0.view().kind != "virtual" })
      try await sari.approve(operation)
      let new = try #require(try await sari.phone.cards().map { $0.view() }.first { $0.kind == "virtual" })
      #expect(new.name == "Films" && new.state == "active" && new.beside == "4821")
      #expect(try await sari.pay(30_000_000, ending: new.ending).flag("approved") == true)
      #expect(try await sari.pay(100, ending: new.ending).flag("approved") == false)
      let life = LifeModel(phone: sari.phone, cardId: new.cardId, language: .english) { _ in }
      await life.load()
      #expect(life.steps == [.reveal, .report, .replace, .close] && life.beside?.contains("4821") == true)
      life.askToClose()
      life.cancel()
      await life.closeVirtual()
      // Not done before she is sure.
      #expect(try await sari.card(new.ending).state == "active")
      life.askToClose()
      await life.closeVirtual()
      #expect(life.notice?.hasPrefix("Closed for good.") == true && life.steps.isEmpty)
      #expect(try await sari.card(new.ending).closed == "ended")
      #expect(life.state == "Virtual card. Closed: not wanted any more")
    }
  }

  @Test func card_4_a_wallet_is_suspended_at_once_let_pay_again_by_approval_and_removed_for_good() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let id = try await sari.card("4821").cardId
      let added: [String: JSONValue] = [
        "user_id": .string("sari"), "ending": .string("4821"), "wallet": .string("Example Pay"),
      ]
      _ = try await sari.bank.ask("wallet_add", .object(added))
      let model = WalletsModel(phone: sari.phone, cardId: id, language: .english) { asked = $0 }
      await model.load()
      let row = try #require(model.rows?.first)
      #expect(model.rows?.count == 1 && row.words.hasPrefix("Example Pay") && row.canSuspend && !row.canResume)
      await model.suspend(row.id)
      #expect(model.rows?.first?.canResume == true && model.rows?.first?.canSuspend == false)
      await model.resume(row.id)
      try await sari.approve(try #require(asked))
      await model.load()
      #expect(model.rows?.first?.canSuspend == true)
      model.ask(row.id)
      await model.load()
      #expect(model.rows?.first?.canRemove == true)
      await model.remove()
      #expect(model.rows?.first?.canRemove == false && model.sure == nil)
    }
  }

  @Test func card_10_a_freeze_without_a_network_is_shown_as_not_yet_active_until_the_receipt_is_there() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = CardsModel(phone: sari.phone, language: .english) { _ in }
      await model.load()
      let card = try #require(model.rows.first { $0.ending == "4821" })
      #expect(model.requests.isEmpty)
      _ = try await sari.bank.ask("fault", .object(["kind": .string("network_cut")]))
      await model.freeze(card.id)
      #expect(model.work.problem?.code == "offline" && model.notice == nil && model.waits)
      #expect(model.requests.map(\.state) == ["Requested, not yet active"])
      #expect(model.rows.first { $0.id == card.id }?.isFrozen == false)
      #expect(try await sari.pay(5_000_000).flag("approved") == true)
      // The telephone line takes a code meanwhile.
      let codes = FreezeCodeModel(phone: sari.phone, language: .english)
      await codes.load()
      await codes.make(try #require(codes.rows.first { $0.ending == "4821" }))
      #expect(codes.shown != nil && codes.told != nil)
      _ = try await sari.bank.ask("fault", .object(["kind": .string("clear")]))
      await model.load()
      #expect(model.notice?.hasPrefix("Frozen. Receipt no.") == true && model.requests.isEmpty)
      #expect(model.rows.first { $0.id == card.id }?.isFrozen == true)
      let queue = QueueModel(phone: sari.phone, language: .english)
      await queue.load()
      #expect(queue.rows?.map(\.state) == ["In force"] && !queue.waits)
    }
  }

  @Test func card_2_a_request_that_came_too_late_is_asked_about_and_repeated_or_taken_off_the_list() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let cards = [try await sari.card("4821"), try await sari.card("7730")]
      _ = try await sari.bank.ask("fault", .object(["kind": .string("network_cut")]))
      for card in cards {
        await #expect(throws: PhoneError.self) { try await sari.phone.freezeCard(cardId: card.cardId) }
      }
      try await sari.wait(hours: 25)
      _ = try await sari.bank.ask("fault", .object(["kind": .string("clear")]))
      // The phone hears what time it is.
      _ = await sari.signIn()
      let model = QueueModel(phone: sari.phone, language: .english)
      await model.load()
      let rows = try #require(model.rows)
      #expect(rows.count == 2 && rows.allSatisfy { $0.asks && $0.mayBeDismissed && !$0.waits })
      let wanted = try #require(rows.first { $0.title.contains("4821") })
      await model.dismiss(try #require(rows.first { $0.title.contains("7730") }).id)
      #expect(model.rows?.map(\.id) == [wanted.id] && model.notice == nil)
      await model.repeat(wanted.id)
      #expect(model.notice?.hasPrefix("Frozen.") == true && model.rows?.map(\.state) == ["In force"])
      #expect(try await sari.pay(5_000_000).text("reason") == "frozen-by-you")
      #expect(try await sari.pay(5_000_000, ending: "7730").flag("approved") == true)
    }
  }

  @Test func card_8_the_customer_says_whose_a_suspected_payment_was() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var card: String?
      @MainActor func question() async throws -> ApprovalModel {
        #expect(try await sari.pay(75_000_000, suspicious: true).flag("approved") == false)
        let pending = try await sari.phone.pendingOperations()
        let asked = try #require(pending.first)
        #expect(try await sari.pay(75_000_000).text("reason") == "held-by-fraud-desk")
        return ApprovalModel(phone: sari.phone, operation: asked, language: .english, onLife: { card = $0 }) {}
      }
      let hers = try await question()
      #expect(hers.asksWhose)
      // A thief would say yes, too: that takes the Unlock Code.
      type(Customer.code, into: hers.pad)
      await hers.approve()
      #expect(hers.result?.stage == .completed && hers.frozenCard == nil)
      #expect(try await sari.pay(75_000_000, suspicious: true).flag("approved") == true)
      let notHers = try await question()
      await notHers.reject(.notMe)
      #expect(notHers.result?.stage == .rejected)
      let id = try await sari.card("4821").cardId
      #expect(notHers.frozenCard == id)
      notHers.showLife()
      #expect(card == id)
      #expect(try await sari.pay(75_000_000).text("reason") == "frozen-by-you")
      let life = LifeModel(phone: sari.phone, cardId: id, language: .english) { _ in }
      await life.load()
      #expect(life.steps.contains(.replace))
    }
  }

  @Test func card_8_the_question_comes_on_the_start_by_itself_and_keeps_no_session_alive() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let home = HomeModel(phone: sari.phone, customerName: "Sari", language: .english)
      await home.open()
      #expect(home.waiting.isEmpty && home.work.problem == nil)
      try await sari.pass(250)
      #expect(try await sari.pay(75_000_000, suspicious: true).flag("approved") == false)
      try await until { home.waiting.count == 1 }
      try await sari.pass(50)
      #expect(try await sari.phone.watchSession().ended == .idle)
      home.close()
    }
  }

  private func choose(_ pin: String, _ again: String, in model: CardPinModel) async {
    type(pin, into: model.pad)
    await model.next()
    type(again, into: model.pad)
    await model.next()
  }
}

extension Customer {
  /// A card by its last digits.
  fileprivate func card(_ ending: String) async throws -> CardView {
    let cards = try await phone.cards()
    return try #require(cards.map { $0.view() }.first { $0.ending == ending })
  }

  fileprivate func approve(_ operation: KunciCore.Operation) async throws {
    let approval = ApprovalModel(phone: phone, operation: operation, language: .english) {}
    type(Customer.code, into: approval.pad)
    await approval.approve()
    try #require(approval.work.problem == nil)
  }

  /// Whether a machine takes this PIN with the card ending in 4821.
  fileprivate func takes(pin: String) async throws -> Bool {
    let body: [String: JSONValue] = ["user_id": .string("sari"), "ending": .string("4821"), "pin": .string(pin)]
    return try Fields(await bank.ask("card_pin", .object(body)), at: "the machine").flag("fits") == true
  }

  /// A payment on the internet, minor rupiah.
  fileprivate func pay(_ minor: Int64, ending: String = "4821", suspicious: Bool = false) async throws -> Fields {
    let amount: [String: JSONValue] = [
      "minor": .integer(minor), "currency": .string("IDR"), "exponent": .integer(2),
    ]
    let body: [String: JSONValue] = [
      "user_id": .string("sari"), "ending": .string(ending), "merchant": .string("Toko Maya"),
      "channel": .string("online"), "suspicious": .bool(suspicious), "amount": .object(amount),
    ]
    return try Fields(await bank.ask("card_pay", .object(body)), at: "the payment")
  }
}
