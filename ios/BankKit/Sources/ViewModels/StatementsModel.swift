import KunciCore
import Observation

/// Statements and bills of the cards, newest first. What is due and what to do is the core's to say; a document is shown only if it is
/// the very one of the bank's list.
@MainActor @Observable
public final class StatementsModel {
  /// A statement in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    /// Which card, until when.
    public let title: String
    /// What is to be paid and by when, or that it is paid or late; then what to do.
    public let state: String
    public let action: String
    /// The amounts and the day, line by line.
    public let lines: [String]
    /// For a screen reader, in one piece.
    public let spoken: String
    /// What opens its document.
    public let open: String
  }

  /// Nil until the bank has answered.
  public private(set) var rows: [Row]?
  /// The statement whose document was found genuine and is shown.
  public private(set) var checked: Row.ID?
  public let work: Work
  @ObservationIgnored private let papers: any PaperHost
  @ObservationIgnored private let phone: any StatementsPort

  public init(phone: any StatementsPort, papers: any PaperHost, language: Language) {
    self.phone = phone
    self.papers = papers
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let tag = work.language.tag
    guard let read = await work.run({ try await phone.statements(language: tag) }) else { return }
    let spoken = toldApart(read.map { strings.statement(of: spokenDigits(digits: $0.ending), until: $0.until) })
    rows = zip(read, spoken).map { row($0, $1) }
  }

  public func open(_ id: Row.ID) async {
    checked = nil
    guard let paper = await work.run({ try await phone.statementDocument(statementId: id) }) else { return }
    checked = id
    papers.show(paper)
  }

  public func close() {
    work.close()
    papers.hide()
    rows = nil
    checked = nil
  }

  private func row(_ bill: StatementView, _ spoken: String) -> Row {
    let words = strings
    let lines = [
      words.total(bill.total), words.minimum(bill.minimum), words.paidSoFar(bill.paid), words.left(bill.left),
      words.due(bill.due),
    ]
    return Row(
      id: bill.statementId, title: words.statement(of: bill.ending, until: bill.until), state: bill.stateWords,
      action: bill.action, lines: lines,
      spoken: "\(spoken). \(bill.stateWords). \(bill.action) \(lines.joined(separator: ". "))",
      open: words.openDocument(spoken))
  }
}
