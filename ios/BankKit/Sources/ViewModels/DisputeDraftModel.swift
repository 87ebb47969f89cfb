import KunciCore
import Observation

/// The core's name for evidence of any kind.
let anyEvidence = "other"

/// "This was not right": a dispute about one payment, from the reason until the bank has it. The core keeps the draft with every change,
/// and says what fits, what helps and what is missing.
@MainActor @Observable
public final class DisputeDraftModel {
  /// Where it begins.
  public enum Subject: Sendable {
    case payment(Payment)
    /// A draft that is there already, by its id.
    case draft(String)
  }

  /// What can be wrong with the payment.
  public struct Reason: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
    public let hint: String
  }

  /// What can be added, by the core's name of its kind.
  public struct Wanted: Identifiable, Equatable, Sendable {
    public let id: String
    public let action: String
  }

  /// A piece that is there.
  public struct Piece: Identifiable, Equatable, Sendable {
    public let id: String
    public let words: String
  }

  /// The draft as the core keeps it.
  public struct Draft: Identifiable, Equatable, Sendable {
    public let id: String
    public let title: String
    public let reason: String
    /// Never told as filed.
    public let state: String
    public let pieces: [Piece]
    public let wants: [Wanted]
    /// It has left the phone without an answer: it stays as it is, and is submitted again.
    public let isSent: Bool
  }

  public private(set) var reasons: [Reason] = []
  /// Nil until a reason was chosen.
  public private(set) var draft: Draft?
  /// There is a draft about this payment already.
  public var isBegun: Bool { begun != nil }
  /// Throwing it away is asked about once more.
  public private(set) var isSure = false
  /// What happened, in the customer's words.
  public var words = "" {
    didSet { if words != oldValue { keep() } }
  }
  public let work: Work
  private var begun: DisputeDraft?
  /// The words that the core has.
  @ObservationIgnored private var kept = ""
  @ObservationIgnored private var keeping: Task<Void, Never>?
  @ObservationIgnored private let subject: Subject
  @ObservationIgnored private let papers: any PaperHost
  @ObservationIgnored private let phone: any DisputesPort
  @ObservationIgnored private let onFiled: @MainActor (String) -> Void
  @ObservationIgnored private let onGone: @MainActor () -> Void

  /// `onFiled` gets the id of the dispute that the bank has then; `onGone`: the draft was thrown away.
  public init(
    phone: any DisputesPort, about subject: Subject, papers: any PaperHost, language: Language,
    onFiled: @escaping @MainActor (String) -> Void, onGone: @escaping @MainActor () -> Void
  ) {
    self.phone = phone
    self.subject = subject
    self.papers = papers
    self.onFiled = onFiled
    self.onGone = onGone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Once a draft is shown, what was typed stays.
  public func load() async {
    guard draft == nil else { return }
    let tag = work.language.tag
    switch subject {
    case .draft(let id):
      guard let drafts = await work.run({ try await phone.disputeDrafts(language: tag) }) else { return }
      guard let mine = drafts.first(where: { $0.draftId == id }) else { return work.fail(PhoneError.NotFound) }
      begin(mine)
    case .payment(let payment):
      let read = await work.run {
        let drafts = try await phone.disputeDrafts(language: tag)
        return (
          drafts, try await phone.disputeReasons(transactionId: payment.id, atMs: payment.atMs, language: tag)
        )
      }
      guard let (drafts, fitting) = read else { return }
      begun = drafts.first { $0.transactionId == payment.id }
      reasons = fitting.map { Reason(id: $0.reason, label: $0.label, hint: $0.hint) }
    }
  }

  /// Begins a draft, or goes on with the one that there is, with this reason.
  public func choose(_ reason: Reason.ID) async {
    guard case .payment(let payment) = subject else { return }
    let tag = work.language.tag
    let started = await work.run {
      try await phone.startDispute(transactionId: payment.id, atMs: payment.atMs, reason: reason, language: tag)
    }
    if let started { begin(started) }
  }

  /// Goes on with the draft as it is.
  public func goOn() {
    if let begun { begin(begun) }
  }

  /// Adds a file of the customer's choice.
  public func attach(_ kind: Wanted.ID) async {
    guard let id = draft?.id, !work.isRunning, let content = await papers.pick() else { return }
    let tag = work.language.tag
    let changed = await work.run {
      try await phone.attachEvidence(draftId: id, kind: kind, content: content, language: tag)
    }
    if let changed { show(changed) }
  }

  public func detach(_ piece: Piece.ID) async {
    guard let id = draft?.id else { return }
    let tag = work.language.tag
    let changed = await work.run { try await phone.detachEvidence(draftId: id, digest: piece, language: tag) }
    if let changed { show(changed) }
  }

  /// Hands it to the bank. Without an answer it stays, and the next touch is the same submission.
  public func submit() async {
    await settle()
    guard let id = draft?.id, words == kept else { return }
    let tag = work.language.tag
    if let filed = await work.run({ try await phone.submitDispute(draftId: id, language: tag) }) {
      return onFiled(filed.disputeId)
    }
    // Whether it has left the phone is on the screen whatever else went wrong.
    let now = try? await phone.disputeDrafts(language: tag)
    if let mine = now?.first(where: { $0.draftId == id }) { show(mine) }
  }

  /// Asks once more.
  public func ask() {
    work.dismiss()
    isSure = true
  }

  public func cancel() {
    work.dismiss()
    isSure = false
  }

  /// Throws the draft away.
  public func discard() async {
    await settle()
    guard let id = draft?.id else { return }
    if await work.attempt({ try await phone.discardDispute(draftId: id) }) { onGone() }
  }

  /// Waits until the core has the words that were typed.
  public func settle() async {
    keep()
    await keeping?.value
  }

  /// The words stay: the core may still be keeping the last of them.
  public func close() {
    work.close()
    papers.hide()
    draft = nil
    begun = nil
    reasons = []
  }

  /// One after the other, and never an older one last.
  private func keep() {
    guard let draft, !draft.isSent, keeping == nil, words != kept else { return }
    let (id, tag) = (draft.id, work.language.tag)
    keeping = Task {
      while words != kept {
        let now = words
        do {
          _ = try await phone.wordDispute(draftId: id, statement: now, language: tag)
          kept = now
        } catch {
          work.fail(error)
          if words == now { break }
        }
      }
      keeping = nil
    }
  }

  private func begin(_ now: DisputeDraft) {
    kept = now.statement
    show(now)
    words = now.statement
  }

  private func show(_ now: DisputeDraft) {
    let words = strings
    let pieces = zip(now.evidence, toldApart(now.evidence.map { words.attached($0.label, words.bytes($0.size)) }))
    var wants = now.wants.map {
      Wanted(id: $0.kind, action: $0.needed ? words.attachNeeded($0.label) : words.attach($0.label))
    }
    if !wants.contains(where: { $0.id == anyEvidence }) {
      wants.append(Wanted(id: anyEvidence, action: words.attach(words.anyEvidence)))
    }
    draft = Draft(
      id: now.draftId, title: "\(now.merchant), \(now.amount)", reason: now.reasonWords, state: now.stateWords,
      pieces: pieces.map { Piece(id: $0.digest, words: $1) }, wants: wants, isSent: now.sent)
  }
}
