import Foundation
import KunciCore

/// The actions with a finger or face: begin, let a stand-in for the sensor answer, finish.
struct BiometricActions {
  let keys: any DeviceKeys
  /// Outlives a restart of the phone, as a finger does.
  let fingers: URL

  /// Carries out `phone.NAME`, if it is one of these.
  func perform(
    _ phone: Phone, _ name: String, _ args: Fields, _ operations: OperationActions
  ) async throws -> JSONValue? {
    guard let known = Self.fields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "biometric_enable":
      return try await ask(phone, args, try await phone.beginBiometricEnable(code: entered(args.text("code"))))
    case "biometric_sign_in": return try await ask(phone, args, try await phone.beginBiometric(purpose: .signIn))
    case "biometric_otp": return try await ask(phone, args, try await phone.beginBiometric(purpose: .otp))
    case "biometric_approve":
      return try await ask(phone, args, try await phone.beginBiometricApproval(operation: operations.onScreen))
    case "biometric_off": return try viewAsJSON(await phone.biometricsOff())
    default:
      try (marks + Data("+".utf8)).write(to: fingers)
      return .object([:])
    }
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "biometric_enable": ["code", "finger"], "biometric_sign_in": ["finger"], "biometric_otp": ["finger"],
    "biometric_approve": ["finger"], "biometric_off": [], "add_finger": [],
  ]

  private func ask(_ phone: Phone, _ args: Fields, _ prompt: BiometricPrompt) async throws -> JSONValue {
    let title = prompt.words(language: language).title
    var result = try told(phone, await answer(phone, args, prompt)).fields ?? [:]
    result["prompt"] = .string(title)
    return .object(result)
  }

  private func answer(_ phone: Phone, _ args: Fields, _ prompt: BiometricPrompt) async throws -> BiometricOutcome {
    let (id, refused, key) = (prompt.id(), try refusal(args), prompt.toWrap())
    let label = "kunci.biometric/\(marks.count)"
    if !key.isEmpty {
      if let refused { return try await phone.finishBiometricFailed(id: id, why: refused) }
      return try await phone.finishBiometricWrapped(id: id, wrapped: keys.wrap(label: label, plaintext: key))
    }
    let plain: Data
    do {
      plain = try keys.unwrap(label: label, wrapped: prompt.wrapped())
    } catch DeviceKeyError.Invalidated {
      // A dead key needs no finger to be found dead.
      return try await phone.finishBiometricFailed(id: id, why: .invalidated)
    }
    if let refused { return try await phone.finishBiometricFailed(id: id, why: refused) }
    return try await phone.finishBiometricUnwrapped(id: id, key: plain)
  }

  private func refusal(_ args: Fields) throws -> BiometricFailure? {
    guard args.all["finger"] != nil else { return nil }
    switch try args.text("finger") {
    case "cancel": return .cancelled
    case "locked_out": return .lockedOut
    case "no_sensor": return .unavailable
    case let other: throw JourneyError("no finger does `\(other)`")
    }
  }

  private func told(_ phone: Phone, _ outcome: BiometricOutcome) throws -> JSONValue {
    if let token = outcome.enabled() { return try viewAsJSON(token) }
    if let session = outcome.session() { return try sessionAsJSON(session) }
    if let approved = outcome.approved() { return try OperationActions.view(phone, approved) }
    guard let otp = outcome.otp() else { throw JourneyError("it brought nothing") }
    return otpAsJSON(otp)
  }

  private var marks: Data { (try? Data(contentsOf: fingers)) ?? Data() }
}
