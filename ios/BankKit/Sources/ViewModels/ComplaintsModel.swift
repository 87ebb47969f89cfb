import KunciCore
import Observation

/// The customer's complaints with their deadlines, newest first, and a new one.
@MainActor @Observable
public final class ComplaintsModel {
  /// One complaint in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    /// Its reference.
    public let id: String
    public let title: String
    public let text: String
    public let answer: String?
    /// What happens next, or what the customer may do.
    public let next: String
  }

  /// What a complaint is about, in words.
  public struct Kind: Identifiable, Equatable, Sendable {
    public let kind: ComplaintKind
    public let name: String
    public var id: String { name }
  }

  /// Nil until the bank has answered.
  public private(set) var rows: [Row]?
  public private(set) var hasOlder = false
  public let kinds: [Kind]
  public private(set) var kind: Kind?
  /// Stays until the bank has it.
  public var typed = ""
  /// The reference of the complaint that was filed just now.
  public private(set) var filed: String?
  public let work: Work
  @ObservationIgnored private var next: String?
  @ObservationIgnored private let phone: any ComplaintsPort

  public init(phone: any ComplaintsPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
    let all: [ComplaintKind] = [.payment, .card, .fraud, .service, .data, .other]
    kinds = all.map { Kind(kind: $0, name: complaintKindName(kind: $0, language: language.tag)) }
  }

  public var strings: Strings { Strings(work.language) }
  public var canSend: Bool { kind != nil && !typed.isEmpty && !work.isRunning }

  public func load() async {
    await show(before: nil, after: [])
  }

  public func older() async {
    await show(before: next, after: rows ?? [])
  }

  public func choose(_ kind: Kind) {
    self.kind = kind
    filed = nil
  }

  public func send() async {
    guard let about = kind else { return }
    let (text, tag) = (typed, work.language.tag)
    let complaint = await work.run {
      try await phone.fileComplaint(kind: about.kind, text: text, language: tag)
    }
    guard let complaint else { return }
    kind = nil
    typed = ""
    filed = complaint.reference
    await load()
  }

  public func close() {
    work.close()
    rows = nil
    typed = ""
  }

  private func show(before: String?, after shown: [Row]) async {
    let tag = work.language.tag
    guard let page = await work.run({ try await phone.complaints(before: before, language: tag) }) else { return }
    next = page.next
    hasOlder = page.next != nil
    rows = shown + page.complaints.map(row)
  }

  private func row(_ complaint: ComplaintView) -> Row {
    Row(
      id: complaint.reference, title: "\(complaint.kindName) · \(complaint.title)", text: complaint.text,
      answer: complaint.answer, next: complaint.next)
  }
}
