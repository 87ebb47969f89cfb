import Foundation
import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// Sari with a phone and a bank of her own.
@MainActor
struct Customer {
  static let code = "740916"
  static let device = "KT-1004-2817"
  let bank: SandboxBank
  let phone: Phone
  /// Outlives a restart of the app, as a phone's clocks do.
  let clock: DesktopClock
  private let folder: URL
  private let name: String

  /// Runs `body` with a new phone, and takes everything away afterwards.
  static func with(_ body: (Customer) async throws -> Void) async throws {
    let folder = try temporaryFolder("view-models")
    let bank = try await SandboxBank.start(in: folder.appendingPathComponent("bank"))
    defer {
      bank.stop()
      try? FileManager.default.removeItem(at: folder)
    }
    let clock = DesktopClock()
    let phone = try open("first", bank, folder, clock)
    defer { phone.shutDown() }
    try await body(Customer(bank: bank, phone: phone, clock: clock, folder: folder, name: "first"))
  }

  private static func open(
    _ name: String, _ bank: SandboxBank, _ folder: URL, _ clock: DesktopClock
  ) throws -> Phone {
    let profile = folder.appendingPathComponent("profile-\(name)")
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    let keys = try HostDeviceKeys(folder: folder.appendingPathComponent("device-\(name)"))
    return try Phone.openOnDesktop(
      profileDir: profile.path, bankConfigJson: bank.phoneConfig, keys: keys, clock: clock)
  }

  /// Sari with another phone.
  func withAnotherPhone(_ name: String) throws -> Customer {
    Customer(bank: bank, phone: try Self.open(name, bank, folder, clock), clock: clock, folder: folder, name: name)
  }

  /// The process has ended, and the app is opened again over the same profile.
  func restarted() throws -> Customer {
    phone.shutDown()
    return try withAnotherPhone(name)
  }

  /// The phone is switched off and on again.
  func rebooted() throws -> Customer {
    phone.shutDown()
    clock.restart()
    return try withAnotherPhone(name)
  }

  private var profile: URL { folder.appendingPathComponent("profile-\(name)") }
  private var backup: URL { folder.appendingPathComponent("backup-\(name)") }

  /// The profile as it is now: between two operations its files are whole.
  func keepBackup() throws {
    try replace(backup, with: profile)
  }

  /// The profile is again as it was then; the device's keys are the same all along.
  func putBack() throws -> Customer {
    phone.shutDown()
    try replace(profile, with: backup)
    return try withAnotherPhone(name)
  }

  private func replace(_ old: URL, with new: URL) throws {
    if FileManager.default.fileExists(atPath: old.path) { try FileManager.default.removeItem(at: old) }
    try FileManager.default.copyItem(at: new, to: old)
  }

  /// Signs in with everything: the chain of logins moves on.
  func signInFully() async throws {
    _ = await signIn()
    let unlock = UnlockModel(phone: phone, language: .english) { _ in }
    type(Self.code, into: unlock.pad)
    await unlock.unlock()
    try #require(unlock.work.problem == nil)
  }

  /// A press of the hardware token's button.
  func press() async throws -> String {
    _ = try await bank.ask("clock", .object(["advance_seconds": .integer(30)]))
    let device = try await bank.ask(
      "hardware_token", .object(["serial": .string(Self.device), "press": .bool(true)]))
    return try Fields(device, at: "the device").text("code")
  }

  func activateDevice() async throws {
    _ = await signIn()
    let otp = CodeEntry()
    for digit in try await press().compactMap(\.wholeNumberValue) { try otp.push(digit: UInt8(digit)) }
    _ = try await phone.activateHardwareToken(birthDate: "17/08/1990", serial: Self.device, otp: otp)
  }

  /// The code of the SMS that has arrived.
  func sms() async throws -> String {
    let sms = try await bank.ask("sms", .object(["user_id": .string("sari")]))
    return try Fields(sms, at: "the SMS").text("code")
  }

  /// The bank's time moves on.
  func wait(hours: Int64) async throws {
    _ = try await bank.ask("clock", .object(["advance_seconds": .integer(hours * 3600)]))
  }

  /// Signs in; what the root model would follow.
  func signIn(password: String = "Senja-di-Ubud-72", _ language: Language = .english) async -> SignedIn {
    let signedIn = SignedIn()
    let model = SignInModel(phone: phone, language: language) { signedIn.session = ($0, $1) }
    model.userId = "sari"
    model.password = password
    await model.signIn()
    #expect(model.password.isEmpty)
    signedIn.problem = model.work.problem
    return signedIn
  }

  /// Signs in, registers, waits out the probation, and has a full session.
  func register() async throws {
    _ = await signIn()
    let model = RegistrationModel(phone: phone, language: .english) {}
    await model.begin()
    try type(await sms(), into: model.otp)
    await model.prove()
    type(Self.code, into: model.code)
    type(Self.code, into: model.again)
    await model.choose()
    try #require(model.step == .done, "\(model.work.problem?.title ?? "")")
    try await wait(hours: 13)
    try await signInFully()
  }

  /// A transfer, as the bank's website would start it.
  func startTransfer() async throws -> KunciCore.Operation {
    let amount = Money(minor: 125_000_000, currency: "IDR", exponent: 2)
    return try await phone.startTransfer(
      draft: TransferDraft(
        payeeName: "Toko Rajin", bankCode: "008", account: "9876543210", amount: amount, note: "Faktur 17"))
  }
}

/// What came of signing in.
@MainActor final class SignedIn {
  var session: (SessionView, TokenView)?
  var problem: Problem?
}

/// Presses the keys of a code pad.
@MainActor func type(_ digits: String, into pad: CodePadModel) {
  for digit in digits.compactMap(\.wholeNumberValue) { pad.press(UInt8(digit)) }
}

/// Waits for what comes by itself.
@MainActor func until(_ condition: () -> Bool) async throws {
  for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
  #expect(condition())
}
