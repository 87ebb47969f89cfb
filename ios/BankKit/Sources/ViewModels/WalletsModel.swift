import KunciCore
import Observation

/// The wallets of phones in which a card is: stopped at once, let pay again by approval.
@MainActor @Observable
public final class WalletsModel {
  /// A card in a wallet, in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let words: String
    public let detail: String
    public let state: String
    /// For a screen reader.
    public let spoken: String
    public let canSuspend: Bool
    public let canResume: Bool
    public let canRemove: Bool

    init(_ view: WalletTokenView) {
      (id, words, detail, state) = (view.tokenId, view.words, view.detail, view.stateWords)
      (spoken, canSuspend, canResume) = (view.spoken, view.canSuspend, view.canResume)
      canRemove = view.canRemove
    }
  }

  public let cardId: String
  /// Nil until the bank has answered.
  public private(set) var rows: [Row]?
  /// The one that is asked about once more: removing is for good.
  public private(set) var sure: Row.ID?
  public let work: Work
  @ObservationIgnored private let phone: any WalletsPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  /// `onApproval` gets what must be approved first.
  public init(
    phone: any WalletsPort, cardId: String, language: Language,
    onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.cardId = cardId
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let tag = work.language.tag
    let read = await work.run { try await phone.walletTokens(cardId: cardId, language: tag) }
    if let read { rows = read.map(Row.init) }
  }

  /// Nothing is paid from there until it is resumed.
  public func suspend(_ id: Row.ID) async {
    let tag = work.language.tag
    if await work.run({ try await phone.suspendWalletToken(tokenId: id, language: tag) }) != nil { await load() }
  }

  /// Asks for the operation by which it pays again.
  public func resume(_ id: Row.ID) async {
    if let operation = await work.run({ try await phone.resumeWalletToken(tokenId: id) }) { onApproval(operation) }
  }

  /// Asks once more.
  public func ask(_ id: Row.ID) { sure = id }

  public func cancel() { sure = nil }

  /// Ends it for good.
  public func remove() async {
    guard let id = sure else { return }
    let tag = work.language.tag
    guard await work.run({ try await phone.removeWalletToken(tokenId: id, language: tag) }) != nil else { return }
    sure = nil
    await load()
  }

  public func close() {
    work.close()
    (rows, sure) = (nil, nil)
  }
}
