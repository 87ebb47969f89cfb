import KunciCore
import Observation

/// What a session was opened with and may do, as the bank said, and what opens more of it.
@MainActor @Observable
public final class SessionModel {
  /// A way to open more.
  public enum Way: Equatable, Sendable {
    case unlock
    case resume
    case register
    case look
    case hardwareToken
    case phoneNumber
  }

  /// In the core's words: everything, looking, nothing yet.
  public let may: String
  /// The means, each with its kind of factor.
  public let means: [String]
  public let until: String
  public private(set) var ways: [Way] = []
  public let work: Work
  @ObservationIgnored private let session: SessionView
  @ObservationIgnored private let phone: any SignInPort

  public init(phone: any SignInPort, session: SessionView, language: Language) {
    self.phone = phone
    self.session = session
    let strings = Strings(language)
    may = strings.may(session)
    means = session.means.map { strings.means($0.label, $0.factor) }
    until = strings.sessionUntil(language.moment(session.expiresAtMs))
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    guard !session.full, let token = await work.run({ try await phone.token() }) else { return }
    let first: Way =
      switch token.stage {
      // One that was set back is as good as none.
      case .active: token.setBack ? .register : .unlock
      case .pending: .resume
      case .none, .locked, .suspended, .superseded: .register
      }
    ways = [first] + (session.mayLook ? [] : [.look]) + [.hardwareToken, .phoneNumber]
  }

  public func close() {
    work.close()
  }
}

/// A code of the hardware token as the second factor: enough to look.
@MainActor @Observable
public final class HardwareSignInModel {
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any LookPort
  @ObservationIgnored private let onSession: @MainActor (SessionView) -> Void

  public init(phone: any LookPort, language: Language, onSession: @escaping @MainActor (SessionView) -> Void) {
    self.phone = phone
    self.onSession = onSession
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func signIn() async {
    defer { pad.clear() }
    if let session = await work.run({ try await phone.signInWithHardwareToken(otp: pad.entry) }) { onSession(session) }
  }

  /// Wipes the digits.
  public func close() {
    work.close()
    pad.clear()
  }
}
