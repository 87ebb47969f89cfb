import KunciCore
import Observation

/// An enrolment whose end is not known: the Unlock Code that was chosen, once more.
@MainActor @Observable
public final class ResumeModel {
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any ResumePort
  @ObservationIgnored private let onDone: @MainActor () -> Void

  public init(phone: any ResumePort, language: Language, onDone: @escaping @MainActor () -> Void) {
    self.phone = phone
    self.onDone = onDone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func resume() async {
    defer { pad.clear() }
    if await work.run({ try await phone.resumeEnrolment(code: pad.entry) }) != nil { onDone() }
  }

  /// Wipes the digits.
  public func close() {
    work.close()
    pad.clear()
  }
}
