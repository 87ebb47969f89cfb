import KunciCore
import Observation

/// Payments with one card or with all, newest first. The bank searches; pages are put one below the other.
@MainActor @Observable
public final class PaymentsModel {
  /// Which payments are shown, by the core's name of their state.
  public enum Filter: String, CaseIterable, Sendable {
    case all
    case pending
    case settled
    case declined
    case reversed
    case refunded

    var states: [String] { self == .all ? [] : [rawValue] }
  }

  /// The only card; nil for all.
  public let cardId: String?
  /// Only these; nil for all.
  public let spent: Spent?
  /// Nil until the bank has answered.
  public private(set) var payments: [Payment]?
  /// There are older ones.
  public private(set) var hasOlder = false
  public private(set) var filter = Filter.all
  /// The merchant's name has this in it.
  public var search = ""
  /// From which amount on and up to which, as they are typed; blank: any.
  public var from = ""
  public var to = ""
  /// The first day and the last one, as they are typed; blank: open.
  public var first = ""
  public var last = ""
  /// What the last change brought, in words.
  public private(set) var notice: String?
  public let work: Work
  /// What the pages on the screen were asked for: what is typed meanwhile changes nothing about the next one.
  @ObservationIgnored private var asked: TransactionFilter
  @ObservationIgnored private var next: String?
  /// An amount of the card's, for its currency.
  @ObservationIgnored private var currency: Money?
  /// Counts the readings that somebody asked for.
  @ObservationIgnored private var readings = 0
  @ObservationIgnored private let following = Following()
  @ObservationIgnored private let phone: any PaymentsPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  public init(
    phone: any PaymentsPort, cardId: String?, spent: Spent? = nil, language: Language,
    onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.cardId = cardId
    self.spent = spent
    self.onApproval = onApproval
    asked = Self.filter(cardId, spent, states: [], search: nil)
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// What is shown, in words.
  public var shown: String { strings.shownPayments(strings.filter(filter)) }

  /// Something about a declined payment can be changed among the card's controls.
  public var offersControls: Bool { cardId != nil && (payments ?? []).contains { $0.why?.isAboutControls == true } }

  /// Shows what is there, and what comes while it is looked at: the bank says so over the live link.
  public func open() async {
    follow()
    await load()
    // Without the link the list is right all the same, and the core goes on trying.
    try? await phone.connect()
  }

  public func load() async {
    let words = search
    notice = nil
    do {
      asked = Self.filter(
        cardId, spent, states: filter.states, search: words.isEmpty ? nil : words,
        amounts: (try await amount(from), try await amount(to)), days: try readDays(first: first, last: last))
    } catch {
      return work.fail(error)
    }
    await page(after: nil, below: [])
  }

  public func show(_ filter: Filter) async {
    guard !work.isRunning else { return }
    self.filter = filter
    payments = nil
    hasOlder = false
    await load()
  }

  public func older() async {
    await page(after: next, below: payments ?? [])
  }

  /// Blocks the merchant on the card that the payment was made with.
  public func block(_ payment: Payment) async {
    notice = nil
    let outcome = await work.run {
      let card = try await phone.card(payment.cardId)
      let change = CardChange.merchant(id: payment.merchantId, name: payment.merchant, blocked: true)
      return try await phone.changeCard(card: card, changes: [change])
    }
    guard let outcome else { return }
    notice = outcome.receipt.map(strings.receipt)
    if let operation = outcome.operation { onApproval(operation) }
  }

  public func close() {
    following.stop()
    work.close()
    payments = nil
    (search, from, to, first, last) = ("", "", "", "", "")
    notice = nil
  }

  private static func filter(
    _ cardId: String?, _ spent: Spent?, states: [String], search: String?,
    amounts: (from: Money?, to: Money?) = (nil, nil), days: DayRange? = nil
  ) -> TransactionFilter {
    let from = [days?.fromMs, spent?.fromMs].compactMap { $0 }.max()
    let until = [days?.untilMs, spent?.untilMs].compactMap { $0 }.min()
    return TransactionFilter(
      cardId: cardId, states: states, search: search, fromMs: from, untilMs: until,
      group: spent?.group, amountFrom: amounts.from, amountTo: amounts.to)
  }

  /// In the currency of the card; of all cards in the one that is written before the digits.
  /// What an amount is, is the core's to say.
  private func amount(_ typed: String) async throws -> Money? {
    guard typed.contains(where: { !$0.isWhitespace }) else { return nil }
    guard let cardId else { return try readAnyMoney(typed: typed, language: work.language.tag) }
    if currency == nil { currency = try await phone.card(cardId).view().ceiling }
    guard let currency else { return nil }
    return try readMoney(typed: typed, like: currency, language: work.language.tag)
  }

  private func follow() {
    let phone = phone
    following.start(
      changed: { try await phone.paymentsChanged(counted: $0) }, again: { [weak self] in await self?.again() })
  }

  /// As much as is on the screen, as it is now: what was reserved may have been charged. A failure is shown, and the
  /// next word is heard all the same.
  private func again() async {
    while let wanted = payments?.count, following.isOn {
      let (mine, filter) = (readings, asked)
      do {
        let (all, after) = try await pages(filter, atLeast: wanted)
        // What was asked for meanwhile counts; it is looked at again when that is here.
        if mine != readings || work.isRunning { continue }
        next = after
        hasOlder = after != nil
        payments = all.map { Payment($0, strings) }
      } catch {
        work.fail(error)
      }
      return
    }
  }

  /// The newest payments, and where those before them are. Nobody asked for them: a list that lies on the screen keeps
  /// no session alive.
  private func pages(_ filter: TransactionFilter, atLeast wanted: Int) async throws -> ([TransactionView], String?) {
    var page = try await phone.lookForTransactions(filter: filter, after: nil, language: work.language.tag)
    var all = page.transactions
    while all.count < wanted, let after = page.next {
      page = try await phone.lookForTransactions(filter: filter, after: after, language: work.language.tag)
      all += page.transactions
    }
    return (all, page.next)
  }

  private func page(after: String?, below shown: [Payment]) async {
    readings += 1
    let (filter, tag) = (asked, work.language.tag)
    let page = await work.run { try await phone.transactions(filter: filter, after: after, language: tag) }
    guard let page else { return }
    next = page.next
    hasOlder = page.next != nil
    payments = shown + page.transactions.map { Payment($0, strings) }
  }
}
