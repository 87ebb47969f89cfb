import KunciCore
import Observation

/// What the customer wrote one way, complaints or letters, with the days of the answers, newest first, and a new one.
/// What is typed is kept by the core at once, and is there again when the form is opened.
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
  public var typed = "" {
    didSet { if typed != oldValue { keep() } }
  }
  /// The reference of what was written just now.
  public private(set) var filed: String?
  public let work: Work
  /// What the core has of it.
  @ObservationIgnored private var kept = Begun(about: nil, text: "")
  @ObservationIgnored private var keeping: Task<Void, Never>?
  /// What was begun before is on the screen.
  @ObservationIgnored private var isRead = false
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
    await goOn()
    await show(before: nil, after: [])
  }

  public func older() async {
    await show(before: next, after: rows ?? [])
  }

  public func choose(_ choice: AboutChoice) {
    chosen = choice
    filed = nil
    keep()
  }

  public func send() async {
    await settle()
    guard let about = chosen?.about else { return }
    let (text, tag) = (typed, work.language.tag)
    let written = await work.run { try await phone.writeToBank(about: about, text: text, language: tag) }
    guard let written else { return }
    // With the bank's answer the core keeps nothing of it any more.
    kept = Begun(about: nil, text: "")
    chosen = nil
    typed = ""
    filed = written.reference
    await load()
  }

  /// Waits until the core has what was typed.
  public func settle() async {
    keep()
    await keeping?.value
  }

  /// What was typed stays: the core may still be keeping the last of it.
  public func close() {
    work.close()
    rows = nil
  }

  /// What was begun before, unless something is being written already.
  private func goOn() async {
    guard !isRead else { return }
    let way = way
    // In a list, because nothing begun is an answer, too.
    guard let read = await work.run({ [try await phone.unsent(way: way)] }) else { return }
    isRead = true
    guard let begun = read[0], now == kept else { return keep() }
    kept = Begun(about: begun.about, text: begun.text)
    chosen = choices.first { $0.about == begun.about }
    typed = begun.text
  }

  private struct Begun: Equatable {
    let about: About?
    let text: String
  }

  private var now: Begun { Begun(about: chosen?.about, text: typed) }

  /// One after the other, and never an older one last.
  private func keep() {
    guard isRead, keeping == nil, now != kept else { return }
    let way = way
    keeping = Task {
      while now != kept {
        let last = now
        do {
          try await phone.keepUnsent(way: way, about: last.about, text: last.text)
          kept = last
        } catch {
          work.fail(error)
          if now == last { break }
        }
      }
      keeping = nil
    }
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
