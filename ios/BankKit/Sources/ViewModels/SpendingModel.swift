import KunciCore
import Observation

/// Where the money went, with one card or with all, a month at a time. The core reads the payments and adds them up.
@MainActor @Observable
public final class SpendingModel {
  /// A kind of merchants, or cash.
  public struct Group: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
    public let amount: String
    /// Of the total; the length of the bar.
    public let percent: Int
    /// The same in words.
    public let share: String
    /// Against the month before; empty if there is nothing to compare with.
    public let change: String
    /// For a screen reader, in one piece.
    public let spoken: String
  }

  /// All payments of a month in one currency.
  public struct Total: Identifiable, Equatable, Sendable {
    public let id: String
    public let amount: String
    public let change: String
    public let spoken: String
    public let groups: [Group]
  }

  /// A month.
  public struct Month: Equatable, Sendable {
    public let label: String
    /// What to say if nothing was paid.
    public let none: String
    public let totals: [Total]
    let fromMs: Int64
    let untilMs: Int64
  }

  /// The only card; nil for all.
  public let cardId: String?
  /// The newest first; nil until the bank has answered.
  public private(set) var months: [Month]?
  /// What is counted, and what is missing.
  public private(set) var about: [String] = []
  /// What to say while there are no payments at all.
  public private(set) var empty = ""
  public let work: Work
  private var shown = 0
  @ObservationIgnored private let phone: any PaymentsPort

  public init(phone: any PaymentsPort, cardId: String?, language: Language) {
    self.phone = phone
    self.cardId = cardId
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// The month that is shown; nil if there is none.
  public var month: Month? { months.flatMap { $0.indices.contains(shown) ? $0[shown] : nil } }
  public var hasEarlier: Bool { shown + 1 < (months?.count ?? 0) }
  public var hasLater: Bool { shown > 0 }

  public func load() async {
    let tag = work.language.tag
    guard let view = await work.run({ try await phone.spending(cardId: cardId, language: tag) }) else { return }
    months = view.months.map(Month.init)
    about = [view.about, view.note].filter { !$0.isEmpty }
    empty = view.empty
    shown = 0
  }

  public func earlier() {
    if hasEarlier { shown += 1 }
  }

  public func later() {
    if hasLater { shown -= 1 }
  }

  /// The payments of a group in the month that is shown, for the list.
  public func payments(of group: Group) -> Spent? {
    month.map {
      Spent(group: group.id, fromMs: $0.fromMs, untilMs: $0.untilMs, words: [group.label, $0.label])
    }
  }

  public func close() {
    work.close()
    months = nil
  }
}

/// Payments of one kind in one month.
public struct Spent: Equatable, Sendable {
  let group: String
  let fromMs: Int64
  let untilMs: Int64
  /// The two, for the screen.
  public let words: [String]
}

extension SpendingModel.Month {
  init(_ view: SpendingMonth) {
    label = view.label
    none = view.none
    totals = view.totals.map(SpendingModel.Total.init)
    fromMs = view.fromMs
    untilMs = view.untilMs
  }
}

extension SpendingModel.Total {
  init(_ view: SpendingTotal) {
    id = view.currency
    amount = view.amount
    change = view.change
    spoken = view.spoken
    groups = view.groups.map(SpendingModel.Group.init)
  }
}

extension SpendingModel.Group {
  init(_ view: SpendingGroupView) {
    id = view.group
    label = view.label
    amount = view.amount
    percent = Int(view.percent)
    share = view.percentWords
    change = view.change
    spoken = view.spoken
  }
}
