import KunciCore
import Observation

/// The bank's receipts for changes of controls, newest first. The core verifies every one, and says where it cannot.
@MainActor @Observable
public final class ReceiptsModel {
  /// A receipt.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    /// What was done.
    public let what: String
    /// With which card, when.
    public let detail: String
    /// Why it proves nothing any more; nil where it does.
    public let warning: String?
    /// For a screen reader, in one piece.
    public let spoken: String
  }

  /// Nil until the bank has answered.
  public private(set) var rows: [Row]?
  /// All of them as a file (JSON), once it was asked for.
  public private(set) var file: String?
  public let work: Work
  @ObservationIgnored private let phone: any ReceiptsPort

  public init(phone: any ReceiptsPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let read = await work.run { (try await phone.cardReceipts(), try await phone.knownCards()) }
    guard let (receipts, cards) = read else { return }
    let endings = Dictionary(cards.map { ($0.cardId, $0.ending) }, uniquingKeysWith: { first, _ in first })
    rows = receipts.map { row($0, ending: endings[$0.cardId]) }
  }

  public func export() async {
    if let exported = await work.run({ try await phone.exportCardReceipts() }) { file = exported }
  }

  public func close() {
    work.close()
    rows = nil
    file = nil
  }

  /// A card that is not the customer's any more has no name here.
  private func row(_ receipt: ReceiptView, ending: String?) -> Row {
    let (time, what) = (work.language.moment(receipt.effectiveMs), strings.receipt(receipt))
    let detail = ending.map { strings.receiptLine($0, time) } ?? time
    let said = ending.map { strings.receiptLine(spokenDigits(digits: $0), time) } ?? time
    let warning = receipt.proved ? nil : strings.receiptUnproved
    let spoken = [what, said, warning].compactMap { $0 }.joined(separator: " ")
    return Row(id: receipt.commandId, what: what, detail: detail, warning: warning, spoken: spoken)
  }
}
