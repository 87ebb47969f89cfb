import KunciCore
import Testing

@testable import KunciCoreTests
@testable import ViewModels

/// Is it the bank that calls? Asked without a network and without a session.
@MainActor @Suite(.serialized) struct CallerTests {
  private static let employee = "KB-1042"
  private static let purpose = "card-fraud"

  /// The network is cut, somebody calls, and the phone has made its question.
  private func isCalled(_ sari: Customer) async throws -> CallerModel {
    try await sari.register()
    _ = try await sari.bank.ask("fault", .object(["kind": .string("network_cut")]))
    let model = CallerModel(phone: sari.phone, language: .english)
    await model.start()
    #expect(model.work.problem == nil)
    return model
  }

  private func answer(_ sari: Customer, _ model: CallerModel, employee: String = Self.employee) async throws -> String {
    let said = try await sari.bank.ask(
      "caller",
      .object([
        "user_id": .string("sari"), "employee_id": .string(employee), "purpose": .string(Self.purpose),
        "challenge": .string(try #require(model.challenge)),
      ]))
    return try Fields(said, at: "the answer").text("answer")
  }

  @Test func chat_13_a_caller_who_answers_the_phones_question_is_the_bank_once() async throws {
    try await Customer.with { sari in
      let model = try await isCalled(sari)
      #expect(model.spoken.count == 11)
      let said = try await answer(sari, model)
      (model.employeeId, model.purpose, model.answer) = (Self.employee, Self.purpose, said)
      await model.check()
      #expect(model.proved?.title == "This caller is from the bank" && model.work.problem == nil)
      #expect(model.challenge == nil && model.answer.isEmpty)
      // The same digits answer no other question.
      await model.start()
      #expect(model.proved == nil)
      (model.employeeId, model.purpose, model.answer) = (Self.employee, Self.purpose, said)
      await model.check()
      #expect(model.proved == nil && model.work.problem?.code == "caller_not_proven")
    }
  }

  @Test func chat_13_whoever_answers_for_another_employee_is_not_the_bank() async throws {
    try await Customer.with { sari in
      let model = try await isCalled(sari)
      let said = try await answer(sari, model, employee: "KB-2000")
      (model.employeeId, model.purpose, model.answer) = (Self.employee, Self.purpose, said)
      await model.check()
      #expect(model.proved == nil && model.work.problem?.code == "caller_not_proven")
      #expect(model.work.problem?.title == "Hang up now")
    }
  }
}
