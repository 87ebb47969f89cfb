import KunciCore
import Observation

/// What was asked of the bank for the cards, newest first. Needs neither network nor session to be read; what is active is the bank's
/// receipt to say, and what may be done the core's.
@MainActor @Observable
public final class QueueModel {
  /// A request on a card, in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let title: String
    /// Requested is not shown as done.
    public let state: String
    public let detail: String
    /// When it was made.
    public let time: String
    /// It is not yet active, and is sent again by itself.
    public let waits: Bool
    /// The customer is asked whether it is still wanted.
    public let asks: Bool
    public let mayBeDismissed: Bool

    /// For a screen reader, in one piece.
    public var spoken: String { "\(title). \(state). \(detail) \(time)" }

    /// Which one it is, for what can be done with it.
    public var name: String { "\(title), \(time)" }

    init(_ view: CommandView, _ language: Language) {
      id = view.commandId
      title = view.title
      state = view.stateWords
      detail = view.detail
      time = Strings(language).requestedAt(language.moment(view.requestedMs))
      waits = view.waits
      asks = view.asks
      mayBeDismissed = view.mayBeDismissed
    }
  }

  /// Nil until the phone's own list was read.
  public private(set) var rows: [Row]?
  /// What the last act brought, in words.
  public private(set) var notice: String?
  public let work: Work
  @ObservationIgnored private let phone: any CommandsPort

  public init(phone: any CommandsPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Something is not yet active.
  public var waits: Bool { (rows ?? []).contains { $0.waits } }

  public func load() async {
    let tag = work.language.tag
    if let read = await work.run({ try await phone.cardCommands(language: tag) }) { show(read) }
  }

  /// Sends what waits.
  public func send() async {
    await after { try await phone.sendCommands().last }
  }

  /// It is still wanted.
  public func `repeat`(_ id: Row.ID) async {
    await after { try await phone.repeatCommand(commandId: id) }
  }

  /// It is not wanted any more, or its end was read.
  public func dismiss(_ id: Row.ID) async {
    await after {
      try await phone.dismissCommand(commandId: id)
      return nil
    }
  }

  public func close() {
    work.close()
    rows = nil
    notice = nil
  }

  /// How things stand is read again whatever came of it.
  private func after(_ act: () async throws -> ReceiptView?) async {
    notice = nil
    let done = await work.run { try await act() }
    if let done, let receipt = done { notice = strings.receipt(receipt) }
    if let read = try? await phone.cardCommands(language: work.language.tag) { show(read) }
  }

  private func show(_ read: [CommandView]) {
    rows = read.map { Row($0, work.language) }
  }
}
