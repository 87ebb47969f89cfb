import KunciCore
import Observation

/// What of the bank is out, how old that word is, and what works all the same. Signed out too, and without a network.
@MainActor @Observable
public final class OutagesModel {
  /// One thing in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let words: String
  }

  /// Empty until it is known.
  public private(set) var age = ""
  /// Nil until it is known.
  public private(set) var outages: [Row]?
  public private(set) var works: [Row] = []
  public let work: Work
  @ObservationIgnored private let phone: any OutagesPort

  public init(phone: any OutagesPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let tag = work.language.tag
    guard let view = await work.run({ try await phone.outages(language: tag) }) else { return }
    age = view.age
    // A service may be out now and announced for later: by its name two rows would be one.
    outages = view.outages.map { Row(id: $0.text, words: $0.text) }
    works = view.works.map { Row(id: $0.code, words: $0.name) }
  }

  public func close() {
    work.close()
  }
}

extension OutagesPort {
  /// What is out now, in one line; nil: nothing, or it cannot be told. In nobody's way.
  func outageBanner(_ language: Language) async -> String? {
    (try? await outages(language: language.tag))?.banner
  }
}
