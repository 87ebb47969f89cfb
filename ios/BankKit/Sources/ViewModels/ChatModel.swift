import KunciCore
import Observation

/// The secure chat: what the core says, in its order; what is typed goes to the core.
@MainActor @Observable
public final class ChatModel {
  /// One entry of the conversation.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    /// Whose words, as the core has proved it.
    public let speaker: String
    public let text: String
    /// Where the customer's own words stand; nil for those of others.
    public let state: String?
    /// A warning to show with it, in the core's words.
    public let warning: String?
  }

  public private(set) var rows: [Row] = []
  public var draft = ""
  public let work: Work
  @ObservationIgnored private let port: any ChatPort
  @ObservationIgnored private var items: [String: ChatItem] = [:]
  @ObservationIgnored private var pump: Task<Void, Never>?

  public init(port: any ChatPort, language: Language) {
    self.port = port
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Shows what is there, also without a network, and what comes; opens the live link.
  public func open() async {
    guard pump == nil else { return }
    let port = port
    pump = Task { [weak self] in
      var revision: UInt64 = 0
      do {
        while !Task.isCancelled {
          let batch = try await port.chatNextBatch(afterRevision: revision)
          // What came after the screen was left was not shown: its revision is never named, so nothing is lost.
          if Task.isCancelled { return }
          revision = batch.revision
          self?.take(batch)
        }
      } catch {
        if !Task.isCancelled { self?.work.fail(error) }
      }
    }
    _ = await work.attempt { try await port.connect() }
  }

  /// Stores the draft at the core. A draft that the core refuses stays in the field, with the reason.
  public func send() async {
    let text = draft
    let stored = await work.run { try await port.chatSend(text: text) }
    if stored != nil, draft == text { draft = "" }
  }

  public func askForPerson() async {
    _ = await work.attempt { try await port.chatAskForHuman() }
  }

  /// Leaves: nothing of the conversation stays here, and the link ends. A pull that waits ends with the session; its answer is
  /// dropped.
  public func close() async {
    work.close()
    pump?.cancel()
    pump = nil
    items = [:]
    rows = []
    draft = ""
    try? await port.disconnect()
  }

  private func take(_ batch: ChatBatch) {
    if batch.reset { items = [:] }
    for item in batch.items { items[item.id] = item }
    rows = items.values.sorted { ($0.position, $0.id) < ($1.position, $1.id) }.map(row)
  }

  private func row(_ item: ChatItem) -> Row {
    Row(
      id: item.id, speaker: strings.speaker(item), text: item.text,
      state: item.speaker == .you ? strings.state(item.state) : nil, warning: item.warning)
  }
}
