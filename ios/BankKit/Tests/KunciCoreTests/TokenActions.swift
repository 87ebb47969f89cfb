import Foundation
import KunciCore

/// The actions about the token that are not done every day: another Unlock Code, a hardware token.
enum TokenActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = fields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "change_code":
      let (old, new) = (try entered(args.text("old")), try entered(args.text("new")))
      return try viewAsJSON(await phone.changeCode(old: old, new: new, repeat: entered(args.text("repeat"))))
    case "activate_hardware_token":
      let (birthDate, serial) = (try args.text("birth_date"), try args.text("serial"))
      let otp = try entered(args.text("otp"))
      return try viewAsJSON(await phone.activateHardwareToken(birthDate: birthDate, serial: serial, otp: otp))
    case "resync_hardware_token":
      let (otp, next) = (try entered(args.text("otp")), try entered(args.text("next_otp")))
      return try viewAsJSON(await phone.resyncHardwareToken(serial: args.text("serial"), otp: otp, nextOtp: next))
    case "begin_step_up":
      let method: StepUpMethod = try args.text("method") == "sms" ? .sms : .hardwareToken
      return try viewAsJSON(await phone.beginStepUp(method: method))
    case "prove_step_up":
      try await phone.proveStepUp(otp: entered(args.text("otp")))
      return .object([:])
    case "prove_by_old_phone":
      try await phone.proveEnrolmentByOldPhone()
      return .object([:])
    case "begin_by_qr": return try viewAsJSON(await phone.beginEnrolmentByQr(text: args.text("text")))
    case "remove_token": return try viewAsJSON(await phone.removeToken(code: entered(args.text("code"))))
    case "phone_number": return number(try await phone.phoneNumber())
    case "begin_number_change":
      return .object(["sent_to": .string(try await phone.beginNumberChange(number: args.text("number")))])
    case "cancel_number_change": return number(try await phone.cancelNumberChange(changeId: args.text("change_id")))
    default: return nil
    }
  }

  private static func number(_ view: PhoneNumberView) -> JSONValue {
    .object(["number": .string(view.number), "waiting": view.waiting.map { JSONValue.string($0.number) } ?? .null])
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "begin_step_up": ["method"], "prove_step_up": ["otp"],
    "prove_by_old_phone": [], "begin_by_qr": ["text"], "remove_token": ["code"], "phone_number": [],
    "begin_number_change": ["number"], "cancel_number_change": ["change_id"],
    "change_code": ["old", "new", "repeat"], "activate_hardware_token": ["birth_date", "serial", "otp"],
    "resync_hardware_token": ["serial", "otp", "next_otp"],
  ]
}
