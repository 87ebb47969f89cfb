import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// Statements and bills, and the emergency key, over the bank's own rules.
@MainActor @Suite(.serialized) struct StatementTests {
  @Test func card_6_a_bill_tells_what_is_due_and_reminds_until_it_is_paid() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let papers = StandInPapers()
      let model = StatementsModel(phone: sari.phone, papers: papers, language: .english)
      await model.load()
      #expect(model.rows?.isEmpty == true)
      try await sari.closeMonth()
      await model.load()
      let row = try #require(model.rows?.first)
      #expect(row.title.hasPrefix("Card ending in 7730, until ") && row.spoken.contains("7 7 3 0"))
      #expect(row.state.contains("IDR 600,000 to pay by") && row.state.hasSuffix("at least IDR 60,000"))
      #expect(row.lines.count == 5 && row.lines[0] == "In all: IDR 600,000" && row.lines[3] == "Left: IDR 600,000")
      try await sari.wait(hours: 18 * 24)
      try await sari.signInFully()
      await model.load()
      #expect(model.rows?.first?.state.hasPrefix("Due soon: ") == true)
      let alerts = AlertsModel(phone: sari.phone, language: .english)
      await alerts.load()
      #expect(alerts.rows?.contains { $0.title == "Your card's bill is due soon" } == true)
      for (minor, state) in [(6_000_000, "The minimum is paid"), (54_000_000, "Paid in full")] {
        try await sari.payBill(Int64(minor))
        await model.load()
        #expect(model.rows?.first?.state.hasPrefix(state) == true)
      }
    }
  }

  @Test func card_6_a_document_is_shown_once_it_was_found_to_be_the_banks() async throws {
    try await Customer.with { sari in
      try await sari.register()
      try await sari.closeMonth()
      let papers = StandInPapers()
      let model = StatementsModel(phone: sari.phone, papers: papers, language: .english)
      await model.load()
      let id = try #require(model.rows?.first).id
      await model.open(id)
      #expect(papers.shown?.starts(with: Data("%PDF-".utf8)) == true && model.checked == id)
      // Nothing of it stays on the screen.
      model.close()
      #expect(papers.shown == nil)
      let another: [String: JSONValue] = [
        "kind": .string("other_document"), "path": .string("/v1/statements/*/document"), "times": .integer(1),
      ]
      _ = try await sari.bank.ask("fault", .object(another))
      let again = StatementsModel(phone: sari.phone, papers: papers, language: .english)
      await again.load()
      await again.open(id)
      #expect(again.work.problem?.title == "The document is not genuine" && papers.shown == nil)
      #expect(again.checked == nil)
    }
  }

  @Test func card_13_a_key_is_shown_once_works_once_approved_and_is_replaced_and_made_worthless() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let model = EmergencyKeyModel(phone: sari.phone, language: .english) { asked = $0 }
      await model.load()
      #expect(!model.isThere && model.told?.title == "You have no emergency key")
      let first = try await written(model)
      #expect(model.shown == nil && first.count == 20)
      #expect(try await sari.takes(key: first) == false)
      try await sari.approve(try #require(asked))
      await model.load()
      #expect(model.isThere && model.told?.title.hasPrefix("Your emergency key is ready") == true)
      let second = try await written(model)
      try await sari.approve(try #require(asked))
      #expect(try await sari.takes(key: first) == false)
      await model.load()
      await model.drop()
      #expect(model.work.problem == nil)
      try await sari.approve(try #require(asked))
      await model.load()
      #expect(!model.isThere)
      #expect(try await sari.takes(key: second) == false)
      let third = try await written(model)
      try await sari.approve(try #require(asked))
      #expect(try await sari.takes(key: third) == true)
      await model.load()
      #expect(model.work.problem?.code == "session_ended")
    }
  }

  @Test func card_13_a_key_that_was_not_written_down_leaves_nothing_to_approve() async throws {
    try await Customer.with { sari in
      try await sari.register()
      var asked: KunciCore.Operation?
      let model = EmergencyKeyModel(phone: sari.phone, language: .indonesian) { asked = $0 }
      await model.load()
      await model.make()
      #expect(model.shown != nil)
      #expect(try await sari.phone.pendingOperations().count == 1)
      await model.cancel()
      #expect(model.shown == nil && asked == nil && model.work.problem == nil)
      #expect(try await sari.phone.pendingOperations().isEmpty)
      model.written()
      #expect(asked == nil)
      await model.make()
      model.close()
      #expect(model.shown == nil && model.told == nil)
    }
  }

  /// The digits on the screen, written down.
  private func written(_ model: EmergencyKeyModel) async throws -> String {
    await model.make()
    let shown = try #require(model.shown, "\(model.work.problem?.body ?? "")")
    let groups = shown.digits.split(separator: " ")
    #expect(groups.map(\.count) == [4, 4, 4, 4, 4] && shown.spoken.filter { $0 == " " }.count >= 19)
    model.written()
    return groups.joined()
  }
}

extension Customer {
  /// A payment with the credit card, and the end of the month.
  fileprivate func closeMonth() async throws {
    let amount: [String: JSONValue] = [
      "minor": .integer(60_000_000), "currency": .string("IDR"), "exponent": .integer(2),
    ]
    let card: [String: JSONValue] = ["user_id": .string("sari"), "ending": .string("7730")]
    let payment = card.merging(["merchant": .string("Toko Maya"), "amount": .object(amount)]) { $1 }
    let made = try Fields(await bank.ask("card_pay", .object(payment)), at: "the payment")
    let id: [String: JSONValue] = ["transaction_id": .string(try made.text("transaction_id"))]
    _ = try await bank.ask("card_capture", .object(id))
    _ = try await bank.ask("statement_close", .object(card))
  }

  fileprivate func payBill(_ minor: Int64) async throws {
    let body: [String: JSONValue] = [
      "user_id": .string("sari"), "ending": .string("7730"), "minor": .integer(minor),
    ]
    _ = try await bank.ask("statement_pay", .object(body))
  }

  fileprivate func approve(_ operation: KunciCore.Operation) async throws {
    let approval = ApprovalModel(phone: phone, operation: operation, language: .english) {}
    type(Customer.code, into: approval.pad)
    await approval.approve()
    try #require(approval.work.problem == nil)
  }

  /// Whether the telephone line takes this key.
  fileprivate func takes(key: String) async throws -> Bool {
    let body: [String: JSONValue] = ["user_id": .string("sari"), "key": .string(key), "by": .string("phone_line")]
    return try Fields(await bank.ask("emergency_key", .object(body)), at: "the telephone line").flag("accepted") == true
  }
}
