import Foundation
import KunciCore

/// What a journey can do with a phone: one phone, its profile in a folder of its own, its keys outside of it.
struct PhoneActions {
  private let profile: URL
  private let config: String
  private let keys: any DeviceKeys
  /// Outlives a restart of the app, as a phone's clocks do.
  private let clock = DesktopClock()
  private var opened: Phone?
  private var operations = OperationActions()
  private var chat = ChatActions()
  private let biometrics: BiometricActions

  init(folder: URL, config: String, keys: any DeviceKeys) throws {
    profile = folder.appendingPathComponent("profile")
    self.config = config
    self.keys = keys
    biometrics = BiometricActions(keys: keys, fingers: folder.appendingPathComponent("fingers"))
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
  }

  /// Opened when the first action needs it.
  private var phone: Phone {
    get throws {
      guard let opened else { throw JourneyError("the phone is not open") }
      return opened
    }
  }

  /// Carries out `phone.NAME`; the result is in the journey's terms.
  mutating func perform(_ name: String, _ with: JSONValue) async throws -> JSONValue {
    let args = try Fields(with, at: "phone.\(name)")
    switch name {
    case "open":
      try args.allow([])
      return try open()
    case "restart", "reboot":
      try args.allow([])
      // A killed process would not disconnect; here the profile must be free before it is opened again.
      try await opened?.disconnect()
      close()
      if name == "reboot" { clock.restart() }
      return try open()
    case "clock":
      try args.allow(["advance_seconds"])
      clock.advance(milliseconds: try args.integer("advance_seconds") * 1_000)
      return .object([:])
    case "disk":
      try args.allow([])
      return .object(["digest": .string(try digest())])
    case "open_databases":
      try args.allow([])
      return .object(["any": .bool(try openDatabases())])
    default:
      _ = try open()
      if let result = try await onToken(name, args) { return result }
      if let result = try await operations.perform(phone, name, args) { return result }
      if let result = try await chat.perform(phone, name, args) { return result }
      if let result = try await operations.offline(phone, name, args) { return result }
      if let result = try await operations.onCards(phone, name, args) { return result }
      if let result = try await operations.guarding(phone, name, args) { return result }
      if let result = try await biometrics.perform(phone, name, args, operations) { return result }
      if let result = try await TokenActions.perform(phone, name, args) { return result }
      if let result = try await AlertActions.perform(phone, name, args) { return result }
      if let result = try await SupportActions.perform(phone, name, args) { return result }
      if let result = try await CallBackActions.perform(phone, name, args) { return result }
      if let result = try await SessionActions.perform(phone, name, args) { return result }
      if let result = try await PrivacyActions.perform(phone, name, args) { return result }
      if let result = try await ServiceActions.perform(phone, name, args) { return result }
      if let result = try await DisputeActions.perform(phone, name, args) { return result }
      if let result = try await StatementActions.perform(phone, name, args) { return result }
      if let result = try await SpendingActions.perform(phone, name, args) { return result }
      throw JourneyError("this runner does not know phone.\(name)")
    }
  }

  private func onToken(_ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = Self.fields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "fetch_keys": return try viewAsJSON(await phone.fetchKeys())
    case "sign_in":
      let (user, password) = (try args.text("user_id"), Data(try args.text("password").utf8))
      return try sessionAsJSON(await phone.signIn(userId: user, password: password, language: language))
    case "sign_in_with_token":
      return try sessionAsJSON(await phone.signInWithToken(code: entered(args.text("code"))))
    case "sign_in_with_hardware_token":
      return try sessionAsJSON(await phone.signInWithHardwareToken(otp: entered(args.text("otp"))))
    case "sign_out":
      try await phone.signOut()
      return .object([:])
    case "begin_enrolment":
      return try viewAsJSON(await phone.beginEnrolment(method: Self.method(args.text("method"))))
    case "prove":
      try await phone.proveEnrolment(otp: entered(args.text("otp")))
      return .object([:])
    case "choose_code":
      let (code, again) = (try entered(args.text("code")), try entered(args.text("repeat")))
      return try viewAsJSON(await phone.chooseCode(code: code, repeat: again))
    case "resume":
      let code = try args.all["code"].map { _ in try entered(args.text("code")) }
      return try viewAsJSON(await phone.resumeEnrolment(code: code))
    case "token": return try viewAsJSON(await phone.token())
    case "token_status": return try viewAsJSON(await phone.tokenStatus())
    case "not_me":
      let code = try args.all["code"].map { _ in try entered(args.text("code")) }
      return try viewAsJSON(await phone.notMe(code: code))
    case "otp":
      return otpAsJSON(try await phone.otp(code: entered(args.text("code"))))
    default: return nil
    }
  }

  /// Drops the phone, and with it everything that the core holds open.
  mutating func close() {
    operations.clear()
    chat.clear()
    opened?.shutDown()
    opened = nil
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "fetch_keys": [], "sign_in": ["user_id", "password"], "sign_in_with_token": ["code"],
    "sign_in_with_hardware_token": ["otp"], "sign_out": [],
    "begin_enrolment": ["method"], "prove": ["otp"], "choose_code": ["code", "repeat"], "resume": ["code"], "token": [],
    "token_status": [], "not_me": ["code"], "otp": ["code"],
  ]

  private static func method(_ name: String) throws -> EnrolmentMethod {
    switch name {
    case "sms": .sms
    case "hardware-token": .hardwareToken
    case "old-phone": .oldPhone
    default: throw JourneyError("no way to enrol is called `\(name)`")
    }
  }

  private mutating func open() throws -> JSONValue {
    if opened == nil {
      opened = try Phone.openOnDesktop(profileDir: profile.path, bankConfigJson: config, keys: keys, clock: clock)
    }
    return .object([:])
  }

  /// SHA-256 over all files of the profile in the order of their paths: path, a zero byte, content.
  /// Whether this process has a database file of the profile open, as the system says.
  private func openDatabases() throws -> Bool {
    let folder = profile.resolvingSymlinksInPath().path + "/"
    let handles = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    // A handle may be closed before it is looked at.
    let files = handles.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
    return files.contains { $0.hasPrefix(folder) && $0.dropFirst(folder.count).contains(".db") }
  }

  private func digest() throws -> String {
    let paths = FileManager.default.enumerator(atPath: profile.path)?.compactMap { $0 as? String } ?? []
    var hash = SHA256()
    for path in paths.sorted() {
      let file = profile.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      if isFolder.boolValue { continue }
      hash.update(Data(path.utf8) + [0])
      hash.update(try Data(contentsOf: file))
    }
    return hash.hexDigest()
  }
}

func sessionAsJSON(_ session: SessionView) throws -> JSONValue {
  var fields = try viewAsJSON(session).fields ?? [:]
  fields["means"] = .string(session.means.map(\.code).joined(separator: " "))
  let shown = session.means.map { "\($0.label) (\($0.factor))" }
  fields["opened_with"] = .string(shown.joined(separator: ", "))
  return .object(fields)
}

func otpAsJSON(_ otp: OtpCode) -> JSONValue {
  let digits = String(decoding: otp.digits(), as: UTF8.self)
  let previous = String(decoding: otp.previousDigits(), as: UTF8.self)
  let next = String(decoding: otp.nextDigits(), as: UTF8.self)
  return .object([
    "otp": .string(digits), "previous": .string(previous), "next": .string(next),
    "seconds_left": .integer(Int64(otp.secondsLeft())), "clock_unconfirmed": .bool(otp.clockUnconfirmed()),
  ])
}

/// The language that journeys are told in.
let language = "en"

/// Types the digits the way a keypad does.
func entered(_ digits: String) throws -> CodeEntry {
  let entry = CodeEntry()
  for character in digits {
    guard let digit = character.wholeNumberValue else { throw JourneyError("`\(character)` is no digit") }
    try entry.push(digit: UInt8(digit))
  }
  return entry
}
