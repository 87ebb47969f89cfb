import KunciCore
import Observation

/// One dispute that the bank has: how it stands, by when the bank answers, what the customer may do.
@MainActor @Observable
public final class DisputeModel {
  /// Something that has happened, with its time.
  public struct Step: Identifiable, Equatable, Sendable {
    public let id: Int
    public let words: String
  }

  /// What is on the screen, in the core's words.
  public struct Shown: Equatable, Sendable {
    public let reference: String
    public let title: String
    public let reason: String
    public let state: String
    public let said: String
    public let pieces: String
    /// What the bank asks for, or why it decided so; by when that should be there; what came back.
    public let bank: [String]
    /// What the customer may do, by right.
    public let right: Explanation
    public let steps: [Step]
    public let isOpen: Bool

    init(_ dispute: DisputeView, _ strings: Strings) {
      reference = strings.disputeReference(dispute.disputeId)
      title = "\(dispute.merchant), \(dispute.amount)"
      reason = dispute.reasonWords
      state = dispute.stateWords
      said = strings.disputeSaid(dispute.statement)
      pieces = strings.disputePieces(dispute.evidence)
      bank = [
        dispute.bankSays.map(strings.bankSays), dispute.evidenceBy.map(strings.evidenceBy),
        dispute.returned.map(strings.returned),
      ].compactMap { $0 }
      right = Explanation(title: dispute.rightTitle, body: dispute.rightBody, action: dispute.rightAction)
      steps = dispute.steps.enumerated().map { Step(id: $0, words: $1) }
      isOpen = dispute.isOpen
    }
  }

  /// Nil until the bank has answered.
  public private(set) var shown: Shown?
  /// Taking it back is asked about once more.
  public private(set) var isSure = false
  public let work: Work
  @ObservationIgnored private let disputeId: String
  @ObservationIgnored private let papers: any PaperHost
  @ObservationIgnored private let phone: any DisputesPort

  public init(phone: any DisputesPort, disputeId: String, papers: any PaperHost, language: Language) {
    self.phone = phone
    self.disputeId = disputeId
    self.papers = papers
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let (id, tag) = (disputeId, work.language.tag)
    let found = await work.run {
      let mine = try await phone.disputes(language: tag).first { $0.disputeId == id }
      guard let mine else { throw PhoneError.NotFound }
      return mine
    }
    if let found { shown = Shown(found, strings) }
  }

  /// One more file, asked for or not.
  public func handIn() async {
    guard !work.isRunning, let content = await papers.pick() else { return }
    let (id, tag) = (disputeId, work.language.tag)
    let now = await work.run {
      try await phone.addDisputeEvidence(disputeId: id, kind: anyEvidence, content: content, language: tag)
    }
    if let now { shown = Shown(now, strings) }
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

  public func withdraw() async {
    let (id, tag) = (disputeId, work.language.tag)
    guard let now = await work.run({ try await phone.withdrawDispute(disputeId: id, language: tag) }) else { return }
    isSure = false
    shown = Shown(now, strings)
  }

  public func close() {
    work.close()
    papers.hide()
    shown = nil
    isSure = false
  }
}
