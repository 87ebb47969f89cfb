import Foundation
import KunciCore
import Observation

/// The secure chat: what the core says, in its order; what is typed, asked and decided goes to the core.
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
    /// It was not sent, and can be sent again.
    public let hasFailed: Bool
    /// Its words can be changed.
    public let canChange: Bool
    /// It was not said yet, or will not be.
    public let canTakeBack: Bool
    /// What it speaks of waits for the token's approval.
    public let asks: Bool
    /// Of a file: its size, or how much of it is at the bank.
    public let file: String?
    /// Of what was found: what its conversation is about.
    public let topic: String?
  }

  /// What the core offers in the place of a draft that it did not take.
  public struct Offer: Equatable, Sendable {
    /// The draft with what was found hidden.
    public let masked: String
    /// It may also be sent as it is.
    public let mayInsist: Bool

    init?(_ refusal: PhoneError, isNew: Bool) {
      switch refusal {
      case .DraftBlocked(_, let masked):
        self.masked = masked
        mayInsist = false
      case .DraftWarned(_, let masked):
        self.masked = masked
        mayInsist = isNew
      default: return nil
      }
    }
  }

  /// What stands in the place of the conversation.
  public enum Beside: Equatable, Sendable {
    case nothing
    /// What is seldom needed.
    case more
    case search
    case feedback
    /// The file, and what the core says of it.
    case transcript(String, TranscriptCheck)
    /// A scam was reported with so many marked messages.
    case reported(UInt32)
  }

  public private(set) var rows: [Row] = []
  /// Who answers, in the core's words; nil while the link does not stand.
  public private(set) var desk: String?
  /// A call is offered instead of waiting.
  public private(set) var offersCall = false
  public var draft = "" {
    didSet {
      guard draft != oldValue else { return }
      offer = nil
      // Whoever answers is told; one that cannot be told is nothing to bother her with.
      if !draft.isEmpty { try? port.chatTyping(conversation: conversation) }
    }
  }
  public private(set) var offer: Offer?
  /// A file that the core has asked about: the bank has not asked for it.
  public private(set) var asked: Data?
  /// The failed message whose words are in the draft.
  public private(set) var editing: String?
  public private(set) var beside = Beside.nothing
  public var searched = ""
  /// Nil before a search.
  public private(set) var found: [Row]?
  /// What the customer says beside her rating.
  public var opinion = ""
  public let work: Work
  /// What the conversation is about; nil: it is the general one.
  public let title: String?
  /// The core's name of the conversation; nil: the general one.
  public let conversation: String?
  @ObservationIgnored private let port: any ChatPort
  @ObservationIgnored private let papers: (any PaperHost)?
  @ObservationIgnored private var items: [String: ChatItem] = [:]
  @ObservationIgnored private var pump: Task<Void, Never>?

  public init(
    port: any ChatPort, papers: (any PaperHost)? = nil, conversation: String? = nil, title: String? = nil,
    language: Language
  ) {
    self.port = port
    (self.conversation, self.title) = (conversation, title)
    self.papers = papers
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Something was asked for that the token answers.
  public var asks: Bool { rows.contains(where: \.asks) }

  /// Shows what is there, also without a network, and what comes; opens the live link.
  public func open() async {
    guard pump == nil else { return }
    let (port, conversation) = (port, conversation)
    pump = Task { [weak self] in
      var revision: UInt64 = 0
      do {
        while !Task.isCancelled {
          let batch = try await port.chatNextBatch(afterRevision: revision, conversation: conversation)
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

  /// Stores the draft at the core. One that the core refuses stays in the field, with the reason and what it offers instead.
  public func send() async { await send(insisting: false) }

  /// The same, although the core has asked about it.
  public func sendAnyway() async { await send(insisting: true) }

  private func send(insisting: Bool) async {
    let (text, changed) = (draft, editing)
    var offered: Offer?
    let stored = await work.run {
      do {
        if let changed { return try await port.chatEdit(id: changed, text: text) }
        return try await insisting
          ? port.chatSendAnyway(text: text, conversation: conversation)
          : port.chatSend(text: text, conversation: conversation)
      } catch let refusal as PhoneError {
        // Other words in the place of a failed message are not insisted on: they are sent anew.
        offered = Offer(refusal, isNew: changed == nil)
        throw refusal
      }
    }
    if stored != nil, draft == text { (draft, editing) = ("", nil) }
    if draft == text { offer = offered }
  }

  /// Takes what the core offers into the field.
  public func takeOffer() {
    guard let masked = offer?.masked else { return }
    work.dismiss()
    draft = masked
  }

  /// Sends a file of the customer's choice. It goes without the name that it has on this phone, which may say more than
  /// she means to.
  public func attach() async {
    asked = nil
    guard let papers, !work.isRunning, let content = await papers.pick() else { return }
    let name = strings.fileName
    var unasked = false
    _ = await work.run {
      do {
        return try await port.chatAttach(name: name, content: content, conversation: conversation)
      } catch PhoneError.AttachmentUnasked {
        unasked = true
        throw PhoneError.AttachmentUnasked
      }
    }
    if unasked { asked = content }
  }

  /// The chosen file, although the core has asked about it.
  public func attachAnyway() async {
    guard let content = asked else { return }
    let name = strings.fileName
    asked = nil
    _ = await work.run { try await port.chatAttachAnyway(name: name, content: content, conversation: conversation) }
  }

  /// Shows a file: from this phone, or fetched.
  public func openFile(_ row: Row) async {
    let opened = await work.run { try await port.chatAttachment(id: row.id) }
    if let opened { papers?.show(opened.content) }
  }

  public func askForPerson() async {
    _ = await work.attempt { try await port.chatAskForHuman(conversation: conversation) }
  }

  public func retry(_ row: Row) async {
    _ = await work.attempt { try await port.chatRetry(id: row.id) }
  }

  /// Puts the words of a failed message into the field.
  public func edit(_ row: Row) {
    (draft, editing) = (row.text, row.id)
  }

  public func stopEditing() {
    (draft, editing) = ("", nil)
  }

  public func takeBack(_ row: Row) async {
    let done = await work.attempt { try await port.chatCancel(id: row.id) }
    if done, editing == row.id { stopEditing() }
  }

  /// Fetches what stands in front of the first entry.
  public func showOlder() async {
    guard let first = items.values.map(\.position).min() else { return }
    let page = await work.run {
      try await port.chatOlder(position: first, most: Self.page, conversation: conversation)
    }
    for item in page ?? [] { items[item.id] = item }
    order()
  }

  public func show(_ beside: Beside) {
    self.beside = beside
    (searched, found, opinion) = ("", nil, "")
  }

  public func search() async {
    let typed = searched
    let hits = await work.run { try await port.chatSearch(typed: typed, most: Self.page) }
    if searched == typed { found = hits?.map { row($0.item, in: $0.topic) } }
  }

  /// One tap: ends the chat, and reports it with what the phone has marked.
  public func report() async {
    let named = await work.run { try await port.chatReportScam(conversation: conversation) }
    if let named { show(.reported(named)) }
  }

  /// The moment to say how it was.
  public func end() async {
    if await work.attempt({ try await port.chatEnd(conversation: conversation) }) { show(.feedback) }
  }

  public func rate(_ rating: ChatRating) async {
    let words = opinion
    let rated = await work.attempt {
      try await port.chatFeedback(rating: rating, words: words, conversation: conversation)
    }
    if rated { show(.nothing) }
  }

  /// Has the core make the transcript and check it, before it is kept.
  public func makeTranscript() async {
    let made = await work.run {
      let text = try await port.chatTranscript(conversation: conversation)
      return Beside.transcript(text, try port.chatCheckTranscript(text: text))
    }
    if let made { show(made) }
  }

  /// Leaves: nothing of the conversation stays here, and the link ends. A pull that waits ends with the session; its answer
  /// is dropped.
  public func close() async {
    work.close()
    pump?.cancel()
    pump = nil
    items = [:]
    rows = []
    desk = nil
    asked = nil
    papers?.hide()
    offersCall = false
    stopEditing()
    show(.nothing)
    try? await port.disconnect()
  }

  private func take(_ batch: ChatBatch) {
    if batch.reset { items = [:] }
    for item in batch.items { items[item.id] = item }
    desk = batch.desk?.words
    offersCall = batch.desk?.offersCall ?? false
    order()
  }

  private func order() {
    rows = items.values.sorted { ($0.position, $0.id) < ($1.position, $1.id) }.map { row($0) }
  }

  private func row(_ item: ChatItem, in topic: String? = nil) -> Row {
    let failed = item.state == .failed
    return Row(
      id: item.id, speaker: strings.speaker(item), text: item.text,
      state: item.speaker == .you ? strings.state(item.state) : nil, warning: item.warning, hasFailed: failed,
      canChange: failed && item.kind == .message, canTakeBack: failed || item.state == .queued,
      asks: item.kind == .request, file: item.attachment.map(strings.file), topic: topic)
  }

  private static let page: UInt32 = 50
}
