import KunciCore
import Observation

/// What the customer wrote one way, complaints or letters, with the days of the answers, newest first, and a new one.
@MainActor @Observable
public final class WrittenModel {
  /// One of them in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    /// Its reference.
    public let id: String
    public let title: String
    public let text: String
    public let answer: String?
    /// What happens next, or what the customer may do.
    public let next: String
  }

  /// Nil until the bank has answered.
  public private(set) var rows: [Row]?
  public private(set) var hasOlder = false
  public let choices: [AboutChoice]
  public private(set) var chosen: AboutChoice?
  /// Stays until the bank has it.
  public var typed = ""
  /// The reference of what was written just now.
  public private(set) var filed: String?
  public let work: Work
  @ObservationIgnored private let way: WrittenWay
  @ObservationIgnored private var next: String?
  @ObservationIgnored private let phone: any WrittenPort

  public init(phone: any WrittenPort, way: WrittenWay, language: Language) {
    self.phone = phone
    self.way = way
    work = Work(language: language)
    choices = aboutChoices(way: way, language: language.tag)
  }

  public var strings: Strings { Strings(work.language) }
  public var labels: Strings.Writing { strings.writing(way) }
  public var canSend: Bool { chosen != nil && !typed.isEmpty && !work.isRunning }

  public func load() async {
    await show(before: nil, after: [])
  }

  public func older() async {
    await show(before: next, after: rows ?? [])
  }

  public func choose(_ choice: AboutChoice) {
    chosen = choice
    filed = nil
  }

  public func send() async {
    guard let about = chosen?.about else { return }
    let (text, tag) = (typed, work.language.tag)
    let written = await work.run { try await phone.writeToBank(about: about, text: text, language: tag) }
    guard let written else { return }
    chosen = nil
    typed = ""
    filed = written.reference
    await load()
  }

  public func close() {
    work.close()
    rows = nil
    typed = ""
  }

  private func show(before: String?, after shown: [Row]) async {
    let (way, tag) = (way, work.language.tag)
    let page = await work.run { try await phone.writtenToBank(way: way, before: before, language: tag) }
    guard let page else { return }
    next = page.next
    hasOlder = page.next != nil
    rows = shown + page.written.map(row)
  }

  private func row(_ written: WrittenView) -> Row {
    Row(
      id: written.reference, title: "\(written.kindName) · \(written.title)", text: written.text,
      answer: written.answer, next: written.next)
  }
}
