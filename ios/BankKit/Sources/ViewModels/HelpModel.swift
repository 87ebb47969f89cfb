import KunciCore
import Observation

/// Where the bank is to be found, what is really the bank's, and help: before signing in and without a network.
public protocol HelpPort: Sendable {
  func channels(language: String) async throws -> ChannelsView
  func checkContacts(text: String, language: String) async throws -> [ContactCheck]
  func checkPasted(text: String, language: String) throws -> [SafetyMark]
}

/// The official channels, a check of what was pasted, and questions with answers.
@MainActor @Observable
public final class HelpModel {
  /// What the core says of what was pasted.
  public struct Checked: Equatable, Sendable {
    /// Who can be reached by it.
    public let contacts: [ContactCheck]
    /// The signs of a scam in it.
    public let marks: [SafetyMark]
  }

  public private(set) var channels: [OfficialChannel] = []
  public var pasted = "" {
    didSet { if pasted != oldValue { checked = nil } }
  }
  public private(set) var checked: Checked?
  public var typed = ""
  /// Where the customer is in the guide through troubles.
  public private(set) var guide: GuideStep
  public let work: Work
  @ObservationIgnored private let port: any HelpPort
  @ObservationIgnored private let signedIn: Bool

  public init(port: any HelpPort, session: SessionView?, language: Language) {
    self.port = port
    signedIn = session.map { $0.full || $0.mayLook } ?? false
    work = Work(language: language)
    guide = guideStep(step: "", signedIn: signedIn, language: language.tag)
  }

  /// An answer, or the way back to the question before; without a name the first question.
  public func goTo(_ step: String = "") {
    guide = guideStep(step: step, signedIn: signedIn, language: work.language.tag)
  }

  public var strings: Strings { Strings(work.language) }

  /// Questions that hold every word typed.
  public var topics: [HelpTopic] { helpTopics(typed: typed, language: work.language.tag) }

  public func load() async {
    let known = await work.run { try await port.channels(language: work.language.tag) }
    channels = known?.channels ?? channels
  }

  public func check() async {
    let (text, tag) = (pasted, work.language.tag)
    let found = await work.run {
      Checked(
        contacts: try await port.checkContacts(text: text, language: tag),
        marks: try port.checkPasted(text: text, language: tag))
    }
    if pasted == text { checked = found }
  }

  public func close() {
    work.close()
    (pasted, typed) = ("", "")
    goTo()
  }
}
