import Foundation
import KunciCore

/// The actions without a network: codes by QR and by typing, freezing by telephone, the proof of a caller.
extension OperationActions {
  /// Carries out `phone.NAME`, if it is one of these.
  mutating func offline(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = Self.offlineFields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "read_scan": return readScan(try await phone.readScan(text: args.text("text"), language: language))
    case "qr_code":
      return Self.code(try await phone.qrCode(operation: onScreen, code: entered(args.text("code"))))
    case "typed_code":
      let typed = TypedTransfer(
        kind: try args.text("kind"), bankCode: try args.text("bank_code"), account: try args.text("account"),
        amount: try Self.money(args))
      return Self.code(try await phone.typedCode(typed: typed, code: entered(args.text("code"))))
    case "freeze_code": return Self.code(try await phone.freezeCode(cardId: Self.known(phone, args)))
    case "start_caller_check": return try viewAsJSON(await phone.startCallerCheck())
    default:
      let (employee, purpose) = (try args.text("employee_id"), try args.text("purpose"))
      let answer = try args.text("answer")
      return try viewAsJSON(
        await phone.finishCallerCheck(employeeId: employee, purpose: purpose, answer: answer))
    }
  }

  /// What each action takes.
  private static let offlineFields: [String: Set<String>] = [
    "read_scan": ["text"], "qr_code": ["code"],
    "typed_code": ["kind", "bank_code", "account", "minor", "currency", "exponent", "code"],
    "freeze_code": ["ending"], "start_caller_check": [],
    "finish_caller_check": ["employee_id", "purpose", "answer"],
  ]

  private mutating func readScan(_ scan: ScanView) -> JSONValue {
    var result = scan.operation.flatMap { show($0).fields } ?? [:]
    result["scan"] = .string(Self.sort(of: scan))
    result["told"] = scan.explanation.map { .string("\($0.title). \($0.body) \($0.action)") } ?? .null
    return .object(result)
  }

  private static func sort(of scan: ScanView) -> String {
    if scan.operation != nil { return "approval" }
    if scan.paymentCode { return "payment-code" }
    return scan.enrolment ? "enrolment" : "unknown"
  }

  private static func code(_ code: OfflineCode) -> JSONValue {
    .object([
      "code": .string(String(decoding: code.digits(), as: UTF8.self)), "valid_until_ms": .integer(code.validUntilMs()),
    ])
  }
}
