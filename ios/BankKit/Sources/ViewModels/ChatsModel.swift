import KunciCore
import Observation

/// The conversations with the bank, the newest first, as the core keeps them.
@MainActor @Observable
public final class ChatsModel {
  /// Nil until they were read.
  public private(set) var all: [ChatConversation]?
  /// What another one can be about.
  public let topics: [ChatTopicChoice]
  /// The topics are shown, to begin another one.
  public private(set) var choosing = false
  public let work: Work
  @ObservationIgnored private let port: any ChatPort
  @ObservationIgnored private let following = Following()

  public init(port: any ChatPort, language: Language) {
    self.port = port
    topics = chatTopics(language: language.tag)
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Reads the list, also without a network, and again whenever it is another one; opens the live link.
  public func open() async {
    guard !following.isOn else { return }
    await load()
    let port = port
    following.start(
      changed: { try await port.conversationsChanged(counted: $0) }, again: { [weak self] in await self?.load() })
    _ = await work.attempt { try await port.connect() }
  }

  public func choose() { choosing.toggle() }

  /// Begins one; nil: it was refused, and the reason is shown.
  public func begin(_ topic: ChatTopicChoice) async -> String? {
    await work.run { try await port.chatStart(topic: topic.code) }
  }

  public func close() {
    work.close()
    following.stop()
    all = nil
  }

  private func load() async {
    if let read = try? await port.chatConversations() { all = read }
  }
}
