import Foundation
import KunciCore
import Observation

/// User id and password.
@MainActor @Observable
public final class SignInModel {
  public var userId = ""
  /// A text field of the system holds a string: it is emptied as soon as the core has the bytes.
  public var password = ""
  /// What of the bank is out now.
  public private(set) var outage: String?
  public let work: Work
  @ObservationIgnored private let phone: any SignInPort
  @ObservationIgnored private let onSession: @MainActor (SessionView, TokenView) -> Void

  /// `onSession` gets the session and what this phone knows of its token.
  public init(
    phone: any SignInPort, language: Language, onSession: @escaping @MainActor (SessionView, TokenView) -> Void
  ) {
    self.phone = phone
    self.onSession = onSession
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// The start of the app: what waits for a network needs nobody to sign in. What keeps it from being sent is shown among the requests.
  public func load() async {
    async let sent = try? phone.sendCommands()
    outage = await phone.outageBanner(work.language)
    _ = await sent
  }

  public func signIn() async {
    var bytes = Data(password.utf8)
    password = ""
    defer { bytes.resetBytes(in: bytes.startIndex..<bytes.endIndex) }
    let signedIn = await work.run {
      let session = try await phone.signIn(userId: userId, password: bytes, language: work.language.tag)
      return (session, try await phone.token())
    }
    if let signedIn { onSession(signedIn.0, signedIn.1) }
  }

  /// Forgets what was typed.
  public func close() {
    work.close()
    userId = ""
    password = ""
  }
}
