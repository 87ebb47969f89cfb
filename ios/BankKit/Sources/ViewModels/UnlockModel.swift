import KunciCore
import Observation

/// The Unlock Code after the password: the session becomes a full one.
@MainActor @Observable
public final class UnlockModel {
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any UnlockPort
  @ObservationIgnored private let onSession: @MainActor (SessionView) -> Void

  public init(phone: any UnlockPort, language: Language, onSession: @escaping @MainActor (SessionView) -> Void) {
    self.phone = phone
    self.onSession = onSession
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func unlock() async {
    defer { pad.clear() }
    let session = await work.run { try await phone.signInWithToken(code: pad.entry) }
    if let session { onSession(session) }
  }

  /// Wipes the digits.
  public func close() {
    work.close()
    pad.clear()
  }
}
