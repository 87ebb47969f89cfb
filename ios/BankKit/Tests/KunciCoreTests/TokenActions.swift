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
    default: return nil
    }
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "change_code": ["old", "new", "repeat"], "activate_hardware_token": ["birth_date", "serial", "otp"],
    "resync_hardware_token": ["serial", "otp", "next_otp"],
  ]
}
