#if os(Linux)
  import Foundation
  import KunciCore
  import SwiftUI
  import Testing
  import ViewModels

  @testable import Screens

  /// Disputes, bills and the emergency key, tapped through from outside.
  @MainActor @Suite(.serialized) struct DisputeScreenTests {
    @Test(arguments: Language.allCases)
    func card_7_a_payment_is_disputed_by_tapping_and_the_deadline_is_heard(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        let payment = try await app.pay("4821", 75_000_000)
        try await reader.tap(strings.cards)
        await reader.appear()
        try await reader.tap(strings.allPayments)
        await reader.appear()
        try await reader.tap(strings.startDispute(about: "\(payment.merchant), \(payment.amount), \(payment.at)"))
        await reader.appear()
        let reasons = try await app.phone.disputeReasons(
          transactionId: payment.transactionId, atMs: payment.atMs, language: language.tag)
        for reason in reasons { #expect(reader.says(reason.hint)) }
        try await reader.tap(try #require(reasons.first { $0.reason == "not-as-described" }).label)
        try await reader.hear(strings.draftKept)
        #expect(reader.says(app.told("dispute-draft-open")))
        try reader.enter("Yang datang rusak.", into: strings.disputeWords)
        let photo = app.told("evidence-kind-photo")
        app.papers.chosen = Data("Ini foto".utf8)
        try await reader.tap(strings.attachNeeded(photo))
        try await reader.hear(explain(error: .EvidenceRefused(reason: .unknownForm), language: language.tag).body)
        app.papers.chosen = picture(saying: Data("Ubud".utf8))
        try await reader.tap(strings.attachNeeded(photo))
        // What a picture says of itself stays on the phone.
        let size = picture(saying: nil).count
        try await reader.hear(strings.detach(strings.attached(photo, strings.bytes(UInt64(size)))))
        try await reader.tap(strings.submitDispute)
        try await reader.hear(strings.refresh)
        await reader.appear()
        let filed = try #require(try await app.phone.disputes(language: language.tag).first)
        let told = [filed.disputeId, filed.stateWords, filed.rightTitle, filed.rightBody, strings.disputePieces(1)]
        for words in told { #expect(reader.says(words), "\(words)") }
        try await reader.tap(strings.withdrawDispute)
        try await reader.hear(strings.withdrawSure)
        try await reader.tap(strings.withdrawDispute)
        try await reader.hear(app.told("dispute-state-withdrawn"))
        try await reader.tap(strings.back)
        try await reader.hear(strings.disputes)
        await reader.appear()
        #expect(reader.says(filed.reasonWords))
        try await reader.tap(strings.seeDispute("\(filed.merchant), \(filed.amount)"))
      }
    }

    @Test(arguments: Language.allCases)
    func card_7_a_draft_is_found_in_the_list_and_thrown_away_by_tapping(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        let payment = try await app.pay("4821", 75_000_000)
        let draft = try await app.phone.startDispute(
          transactionId: payment.transactionId, atMs: payment.atMs, reason: "not-mine", language: language.tag)
        reader.root.showDisputes()
        await reader.appear()
        #expect(reader.says(draft.stateWords))
        try await reader.tap(strings.goOnWithDraft("\(draft.merchant), \(draft.amount)"))
        await reader.appear()
        #expect(reader.says(draft.reasonWords))
        try await reader.tap(strings.discardDraft)
        try await reader.hear(strings.discardSure)
        try await reader.tap(strings.cancel)
        try await reader.tap(strings.discardDraft)
        try await reader.tap(strings.discardDraft)
        try await reader.hear(strings.refresh)
        await reader.appear()
        #expect(reader.says(strings.noDisputes))
      }
    }

    @Test(arguments: Language.allCases)
    func card_6_a_bill_is_heard_and_its_checked_document_opened_by_tapping(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        _ = try await app.pay("7730", 60_000_000)
        let card: [String: JSONValue] = ["user_id": .string("sari"), "ending": .string("7730")]
        _ = try await app.bank.ask("statement_close", .object(card))
        try await reader.tap(strings.cards)
        try await reader.tap(strings.statements)
        await reader.appear()
        let bill = try #require(try await app.phone.statements(language: language.tag).first)
        for words in [bill.stateWords, bill.action, strings.minimum(bill.minimum), strings.due(bill.due)] {
          #expect(reader.says(words), "\(words)")
        }
        try await reader.tap(strings.openDocument(strings.statement(of: "7 7 3 0", until: bill.until)))
        try await reader.hear(strings.documentChecked)
        #expect(app.papers.shown?.starts(with: Data("%PDF-".utf8)) == true)
        try await reader.tap(strings.back)
        try await reader.hear(strings.queue)
        #expect(app.papers.shown == nil)
      }
    }

    @Test(arguments: Language.allCases)
    func card_13_a_key_is_read_digit_by_digit_this_once_and_approved_by_tapping(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        try await reader.tap(strings.security)
        try await reader.tap(strings.emergencyKey)
        await reader.appear()
        #expect(reader.says(app.told("emergency-key-none")))
        try await reader.tap(strings.makeKey)
        try await reader.hear(strings.keyWritten)
        #expect(reader.says(strings.writeKeyDown.title))
        let twenty = { (words: String) in words.wholeMatch(of: /(\d ){19}\d/) != nil }
        #expect(reader.words().contains(where: twenty))
        // Not in the picture that the system takes for the app switcher.
        #expect(!reader.words(.inactive).contains { $0.contains(/\d \d/) })
        try await reader.tap(strings.keyWritten)
        try await reader.hear(strings.approve)
        #expect(!reader.words().contains { $0.contains(/(\d ){19}\d/) })
        try await reader.type(AppUnderTest.code)
        try await reader.tap(strings.approve)
        try await reader.hear(strings.refresh)
        try await reader.tap(strings.back)
        try await reader.hear(strings.emergencyKey)
        await reader.appear()
        for action in [strings.renewKey, strings.dropKey] { #expect(reader.isDisabled(action) == false) }
        #expect(!reader.words().contains { $0.contains(/(\d ){19}\d/) })
        try await reader.tap(strings.dropKey)
        try await reader.hear(strings.approve)
      }
    }
  }

  /// A photograph as a phone takes it, with a comment of the camera (ITU T.81, annex B).
  private func picture(saying comment: Data?) -> Data {
    let said = comment.map { Data([0xFF, 0xFE, 0, UInt8($0.count + 2)]) + $0 } ?? Data()
    let shows = Data([0xFF, 0xE0, 0, 7, 0x4A, 0x46, 0x49, 0x46, 0, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9])
    return Data([0xFF, 0xD8]) + said + shows
  }

  extension AppUnderTest {
    /// The core's own words.
    fileprivate func told(_ key: String) -> String {
      text(language: reader.root.language.tag, key: key, values: [:])
    }

    /// A payment that the shop has collected, in minor rupiah.
    fileprivate func pay(_ ending: String, _ minor: Int64) async throws -> TransactionView {
      let amount: [String: JSONValue] = [
        "minor": .integer(minor), "currency": .string("IDR"), "exponent": .integer(2),
      ]
      let payment: [String: JSONValue] = [
        "user_id": .string("sari"), "ending": .string(ending), "merchant": .string("Toko Maya"),
        "channel": .string("online"), "amount": .object(amount),
      ]
      let made = try Fields(await bank.ask("card_pay", .object(payment)), at: "the payment")
      let id: [String: JSONValue] = ["transaction_id": .string(try made.text("transaction_id"))]
      _ = try await bank.ask("card_capture", .object(id))
      let filter = TransactionFilter(cardId: nil, states: [], search: "Toko Maya", fromMs: nil, untilMs: nil)
      let page = try await phone.transactions(filter: filter, after: nil, language: reader.root.language.tag)
      return try #require(page.transactions.first)
    }
  }
#endif
