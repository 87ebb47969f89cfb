import KunciCore
import Observation

/// The customer's disputes, newest first, and the drafts on this phone. How they stand, by when the bank answers and what the customer
/// may do is the core's to say.
@MainActor @Observable
public final class DisputesModel {
  /// A draft, or a dispute that the bank has: never told as one another.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    /// To whom, and how much.
    public let title: String
    public let reason: String
    public let state: String
    /// What the customer may do, with the day; empty for a draft.
    public let right: String
    /// What leads to it.
    public let action: String

    /// For a screen reader, in one piece.
    public var spoken: String { "\(title). \(reason). \(state). \(right)" }
  }

  /// Nil until the phone's own list was read.
  public private(set) var drafts: [Row]?
  /// Nil until the bank has answered.
  public private(set) var filed: [Row]?
  public let work: Work
  @ObservationIgnored private let phone: any DisputesPort

  public init(phone: any DisputesPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// There is neither a draft nor a dispute.
  public var isEmpty: Bool { drafts?.isEmpty == true && filed?.isEmpty == true }

  /// Drafts are read without a network, so they come first.
  public func load() async {
    let tag = work.language.tag
    guard let kept = await work.run({ try await phone.disputeDrafts(language: tag) }) else { return }
    drafts = zip(kept, toldApart(kept.map { "\($0.merchant), \($0.amount)" })).map { draft, title in
      Row(
        id: draft.draftId, title: title, reason: draft.reasonWords, state: draft.stateWords, right: "",
        action: strings.goOnWithDraft(title))
    }
    guard let all = await work.run({ try await phone.disputes(language: tag) }) else { return }
    filed = zip(all, toldApart(all.map { "\($0.merchant), \($0.amount)" })).map { dispute, title in
      Row(
        id: dispute.disputeId, title: title, reason: dispute.reasonWords, state: dispute.stateWords,
        right: "\(dispute.rightTitle). \(dispute.rightBody)", action: strings.seeDispute(title))
    }
  }

  public func close() {
    work.close()
    (drafts, filed) = (nil, nil)
  }
}
