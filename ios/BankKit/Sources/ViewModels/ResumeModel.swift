import KunciCore
import Observation

/// An enrolment whose end is not known: the Unlock Code that was chosen, once more.
@MainActor @Observable
public final class ResumeModel {
  public let pad = CodePadModel()
  /// Why it did not end at once.
  public private(set) var told: Problem?
  public let work: Work
  @ObservationIgnored private let phone: any ResumePort
  @ObservationIgnored private let onDone: @MainActor () -> Void

  public init(
    phone: any ResumePort, told: Problem? = nil, language: Language, onDone: @escaping @MainActor () -> Void
  ) {
    self.phone = phone
    self.told = told
    self.onDone = onDone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func resume() async {
    defer { pad.clear() }
    told = nil
    if await work.run({ try await phone.resumeEnrolment(code: pad.entry) }) != nil { onDone() }
  }

  /// Wipes the digits.
  public func close() {
    work.close()
    pad.clear()
  }
}
