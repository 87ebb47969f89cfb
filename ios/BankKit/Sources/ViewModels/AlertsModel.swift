import KunciCore
import Observation

/// What the bank told, newest first. Works signed out and while the token is locked.
@MainActor @Observable
public final class AlertsModel {
  /// One alert in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let time: String
    public let title: String
    public let body: String
    public let action: String
    public let isUnread: Bool
    /// It is about a card: freezing one is at hand.
    public let isAboutCard: Bool
  }

  /// Nil until the bank has answered.
  public private(set) var rows: [Row]?
  /// There are older ones.
  public private(set) var hasOlder = false
  public let work: Work
  @ObservationIgnored private var next: String?
  @ObservationIgnored private let phone: any AlertsPort

  public init(phone: any AlertsPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    await show(before: nil, after: [])
    guard let newest = rows?.first, newest.isUnread else { return }
    // They are on the screen now; what is new stays marked there until it is loaded again.
    _ = await work.attempt { try await phone.markAlertsRead(upTo: newest.id) }
  }

  public func older() async {
    await show(before: next, after: rows ?? [])
  }

  public func close() {
    work.close()
    rows = nil
  }

  private func show(before: String?, after shown: [Row]) async {
    let tag = work.language.tag
    guard let page = await work.run({ try await phone.alerts(before: before, language: tag) }) else { return }
    next = page.next
    hasOlder = page.next != nil
    rows = shown + page.alerts.map(row)
  }

  private func row(_ alert: AlertView) -> Row {
    Row(
      id: alert.alertId, time: work.language.moment(alert.atMs), title: alert.title, body: alert.body,
      action: alert.action, isUnread: alert.unread, isAboutCard: alert.cardEnding != nil)
  }
}
