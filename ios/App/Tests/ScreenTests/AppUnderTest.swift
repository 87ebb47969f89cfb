#if os(Linux)
  import Foundation
  import KunciCore
  import ViewModels

  /// The app on a new phone of Sari, with the real library and a bank of its own.
  @MainActor
  struct AppUnderTest {
    static let code = "740916"
    let bank: SandboxBank
    let phone: Phone
    let clock: DesktopClock
    let papers: StandInPapers
    let reader: ScreenReader

    static func with(_ language: Language, _ body: (AppUnderTest) async throws -> Void) async throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kunci-screens-\(UUID().uuidString)")
      let profile = folder.appendingPathComponent("profile")
      try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let bank = try await SandboxBank.start(in: folder.appendingPathComponent("bank"))
      defer { bank.stop() }
      let keys = try HostDeviceKeys(folder: folder.appendingPathComponent("device"))
      let clock = DesktopClock()
      let phone = try Phone.openOnDesktop(
        profileDir: profile.path, bankConfigJson: bank.phoneConfig, keys: keys, clock: clock)
      let papers = StandInPapers()
      let root = RootModel(phone: phone, host: .standIn(papers: papers), language: language)
      try await body(
        AppUnderTest(bank: bank, phone: phone, clock: clock, papers: papers, reader: ScreenReader(root: root)))
      await root.close()
    }

    var strings: Strings { reader.strings }

    func signIn(password: String = "Senja-di-Ubud-72") async throws {
      try reader.enter("sari", into: strings.userId)
      try reader.enter(password, into: strings.password)
      try await reader.tap(strings.signIn)
    }

    func sms() async throws -> String {
      let sms = try await bank.ask("sms", .object(["user_id": .string("sari")]))
      return try Fields(sms, at: "the SMS").text("code")
    }

    /// From the sign-in to the choice of the Unlock Code.
    func proveBySMS() async throws {
      try await signIn()
      try await reader.hear(strings.sendSMS)
      try await reader.tap(strings.sendSMS)
      try await reader.hear(strings.smsPIN)
      try await reader.type(sms())
      try await reader.tap(strings.goOn)
      try await reader.hear(strings.chooseCode)
    }

    func choose(_ code: String) async throws {
      try await reader.type(code)
      try await reader.tap(strings.goOn)
      try await reader.hear(strings.repeatCode)
      try await reader.type(code)
      try await reader.tap(strings.register)
    }

    /// The Unlock Code opens the home screen.
    func unlock() async throws {
      try await reader.hear(strings.unlockCode)
      try await reader.type(Self.code)
      try await reader.tap(strings.unlock)
      try await reader.hear(strings.otp)
    }

    /// To a home screen that may do everything: registered, and 13 hours later signed in again.
    func register() async throws {
      try await proveBySMS()
      try await choose(Self.code)
      try await reader.hear(strings.registered)
      try await reader.tap(strings.goOn)
      try await unlock()
      _ = try await bank.ask("clock", .object(["advance_seconds": .integer(46_800)]))
      try await reader.tap(strings.signOut)
      try await reader.hear(strings.password)
      try await signIn()
      try await unlock()
    }
  }
#endif
