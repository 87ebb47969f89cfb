import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// Disputes from "this was not right" to the bank's decision, over the bank's own rules.
@MainActor @Suite(.serialized) struct DisputeTests {
  @Test func card_7_a_draft_is_kept_with_every_change_and_goes_on_after_a_restart() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let papers = StandInPapers()
      let payment = try await sari.paid()
      let model = draft(sari, .payment(payment), papers)
      await model.load()
      #expect(model.reasons.count == 7 && !model.isBegun && model.draft == nil)
      #expect(!model.reasons.contains { $0.id == "cash-missing" } && model.reasons.allSatisfy { !$0.hint.isEmpty })
      await model.choose("not-as-described")
      #expect(model.draft?.state == "Draft: the bank does not know of it yet")
      #expect(model.draft?.wants.map(\.id) == ["photo", "receipt", "letter", "other"])
      #expect(model.draft?.wants.first?.action == "Add: Photo of what came (needed)")
      // Words typed faster than the core keeps them, and a reason that fits better.
      for words in ["Barang", "Barang tidak", "Barang tidak pernah datang."] { model.words = words }
      await model.settle()
      let again = draft(sari, .payment(payment), papers)
      await again.load()
      #expect(again.isBegun)
      await again.choose("not-received")
      #expect(again.words == "Barang tidak pernah datang." && again.draft?.wants.map(\.id).first == "receipt")
      papers.chosen = Data("Toko: kami mengirim pada 3 Mei.".utf8)
      await again.attach("letter")
      #expect(again.draft?.pieces.map(\.words) == ["What you and the shop wrote, 31 bytes"])
      again.words += " Toko diam."
      again.close()
      await again.settle()
      let later = try sari.restarted()
      try await later.signInFully()
      let list = DisputesModel(phone: later.phone, language: .english)
      await list.load()
      let row = try #require(list.drafts?.first)
      #expect(list.drafts?.count == 1 && list.filed?.isEmpty == true && !list.isEmpty && row.right.isEmpty)
      #expect(row.title.hasPrefix("Toko Maya, ") && row.reason == "I did not get what I paid for")
      var isGone = false
      let last = draft(later, .draft(row.id), papers, onGone: { isGone = true })
      await last.load()
      #expect(last.words == "Barang tidak pernah datang. Toko diam." && last.draft?.pieces.count == 1)
      await last.detach(try #require(last.draft?.pieces.first).id)
      #expect(last.draft?.pieces.isEmpty == true)
      last.ask()
      // Not done before she is sure.
      #expect(last.isSure && !isGone)
      await last.discard()
      #expect(isGone)
      await list.load()
      #expect(list.isEmpty)
      later.phone.shutDown()
    }
  }

  @Test func card_7_what_the_bank_does_not_take_is_said_before_anything_is_filed() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let papers = StandInPapers()
      let model = draft(sari, .payment(try await sari.paid()), papers)
      await model.load()
      await model.choose("not-as-described")
      // No file was chosen: nothing happens.
      await model.attach("photo")
      #expect(model.work.problem == nil && model.draft?.pieces.isEmpty == true)
      let refused: [(String, Data, String)] = [
        ("receipt", Data("%PDF-1.7\n<< /OpenAction << /S /JavaScript >> >>\n%%EOF".utf8), "holds a program"),
        ("photo", Data("Ini foto".utf8), "neither a photo"),
        ("other", Data(repeating: 0x61, count: 50_000), "larger than 40 kB"),
        ("other", Data(), "nothing in it"),
      ]
      for (kind, content, why) in refused {
        papers.chosen = content
        await model.attach(kind)
        #expect(model.work.problem?.code == "evidence_refused", "\(why)")
        #expect(model.work.problem?.body.contains(why) == true, "\(model.work.problem?.body ?? "")")
      }
      papers.chosen = Data("Toko diam.".utf8)
      await model.attach("letter")
      await model.attach("other")
      #expect(model.work.problem?.code == "dispute_refused" && model.draft?.pieces.count == 1)
      await model.submit()
      #expect(model.work.problem?.body.contains("in your own words") == true)
      model.words = String(repeating: "a", count: 1001)
      await model.submit()
      #expect(model.work.problem?.code == "dispute_refused")
      model.words = "Yang datang rusak."
      await model.submit()
      #expect(model.work.problem?.body.contains("needs a piece of evidence") == true)
      await model.choose("not-mine")
      #expect(model.words == "Yang datang rusak.")
      model.words = "Kartu saya 4111 1111 1111 1111."
      await model.submit()
      #expect(model.work.problem?.code == "draft_blocked" && model.draft?.isSent == false)
      #expect(try await sari.phone.disputes(language: "en").isEmpty)
    }
  }

  @Test func card_7_a_submission_without_an_answer_stays_as_it_was_sent_and_is_filed_once() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var filed: String?
      let model = draft(sari, .payment(try await sari.paid()), StandInPapers(), onFiled: { filed = $0 })
      await model.load()
      await model.choose("not-received")
      model.words = "Barang tidak pernah datang."
      let loses: [String: JSONValue] = [
        "kind": .string("lose_reply"), "path": .string("/v1/disputes"), "times": .integer(1),
      ]
      _ = try await sari.bank.ask("fault", .object(loses))
      await model.submit()
      #expect(model.work.problem?.code == "outcome_unknown" && filed == nil)
      #expect(model.draft?.isSent == true)
      #expect(model.draft?.state == "On its way: it is not sure that the bank has it")
      await model.discard()
      #expect(model.work.problem?.code == "dispute_underway")
      await model.submit()
      let all = try await sari.phone.disputes(language: "en")
      let id = try #require(filed)
      #expect(all.map(\.disputeId) == [id])
      #expect(try await sari.phone.disputeDrafts(language: "en").isEmpty)
    }
  }

  @Test func card_7_a_dispute_tells_its_state_its_deadline_and_the_right_that_follows() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let papers = StandInPapers()
      let id = try await file(sari, papers)
      let model = DisputeModel(phone: sari.phone, disputeId: id, papers: papers, language: .english)
      await model.load()
      let first = try #require(model.shown)
      #expect(first.state == "The bank has your dispute" && first.right.title == "Your right to an answer")
      #expect(first.reference == "Reference \(id)" && first.isOpen && first.bank.isEmpty && first.steps.count == 1)
      try await sari.decide("review")
      try await sari.decide("ask", "Mohon bukti pesanan.")
      await model.load()
      #expect(model.shown?.state == "The bank needs something from you" && model.shown?.steps.count == 3)
      #expect(model.shown?.bank.first == "The bank says: Mohon bukti pesanan." && model.shown?.bank.count == 2)
      papers.chosen = Data("MZ\u{90}".utf8)
      await model.handIn()
      #expect(model.work.problem?.code == "evidence_refused")
      papers.chosen = Data("Pesanan 1174, 1 Mei, Rp750.000".utf8)
      await model.handIn()
      #expect(model.shown?.state == "The bank looks into it" && model.shown?.bank.isEmpty == true)
      #expect(model.shown?.pieces == "The bank has 1 file from you.")
      try await sari.decide("extend")
      try await sari.wait(hours: 32 * 24)
      try await sari.signInFully()
      await model.load()
      #expect(model.shown?.right.title == "The bank is late" && model.shown?.right.action.contains("OJK") == true)
      try await sari.decide("grant", "Toko tidak dapat menunjukkan bukti kirim.")
      await model.load()
      let done = try #require(model.shown)
      #expect(!done.isOpen && done.bank.contains { $0.hasPrefix("Returned to you: ") })
      #expect(done.right.title == "The bank has agreed")
    }
  }

  @Test func card_7_a_dispute_is_taken_back_only_after_the_customer_is_sure() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let papers = StandInPapers()
      let model = DisputeModel(
        phone: sari.phone, disputeId: try await file(sari, papers), papers: papers, language: .indonesian)
      await model.load()
      model.ask()
      model.cancel()
      #expect(!model.isSure && model.shown?.isOpen == true)
      model.ask()
      await model.withdraw()
      #expect(model.shown?.isOpen == false && !model.isSure)
      let list = DisputesModel(phone: sari.phone, language: .indonesian)
      await list.load()
      #expect(list.filed?.first?.state == model.shown?.state && list.drafts?.isEmpty == true)
    }
  }

  /// A dispute that the bank has; its id.
  private func file(_ sari: Customer, _ papers: StandInPapers) async throws -> String {
    var filed: String?
    let model = draft(sari, .payment(try await sari.paid()), papers, onFiled: { filed = $0 })
    await model.load()
    await model.choose("not-received")
    model.words = "Barang tidak pernah datang."
    await model.submit()
    return try #require(filed, "\(model.work.problem?.body ?? "")")
  }

  private func draft(
    _ sari: Customer, _ subject: DisputeDraftModel.Subject, _ papers: StandInPapers,
    onFiled: @escaping @MainActor (String) -> Void = { _ in }, onGone: @escaping @MainActor () -> Void = {}
  ) -> DisputeDraftModel {
    DisputeDraftModel(
      phone: sari.phone, about: subject, papers: papers, language: .english, onFiled: onFiled, onGone: onGone)
  }
}

extension Customer {
  /// A payment that the shop has collected.
  fileprivate func paid() async throws -> Payment {
    let amount: [String: JSONValue] = [
      "minor": .integer(75_000_000), "currency": .string("IDR"), "exponent": .integer(2),
    ]
    let body: [String: JSONValue] = [
      "user_id": .string("sari"), "ending": .string("4821"), "merchant": .string("Toko Maya"),
      "channel": .string("online"), "amount": .object(amount),
    ]
    let made = try Fields(await bank.ask("card_pay", .object(body)), at: "the payment")
    let id: [String: JSONValue] = ["transaction_id": .string(try made.text("transaction_id"))]
    _ = try await bank.ask("card_capture", .object(id))
    let model = PaymentsModel(phone: phone, cardId: nil, language: .english) { _ in }
    await model.load()
    return try #require(model.payments?.first)
  }

  /// What somebody at the bank does with the newest dispute.
  fileprivate func decide(_ what: String, _ words: String? = nil) async throws {
    var body: [String: JSONValue] = ["user_id": .string("sari"), "do": .string(what)]
    body["words"] = words.map(JSONValue.string)
    _ = try await bank.ask("dispute", .object(body))
  }
}
