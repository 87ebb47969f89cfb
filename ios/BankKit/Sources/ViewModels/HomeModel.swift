import KunciCore
import Observation

/// The customer's start: what waits for an answer.
@MainActor @Observable
public final class HomeModel {
  /// An operation that waits.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let title: String
    /// The first line that tells it apart, as "To: Toko Rajin".
    public let detail: String
  }

  /// An operation that is approved and takes effect later.
  public struct Later: Identifiable, Equatable, Sendable {
    public let id: String
    public let what: String
    public let time: String
  }

  public let customerName: String
  public private(set) var waiting: [Row] = []
  /// Approved and not settled yet.
  public private(set) var progress: [OperationProgress] = []
  public private(set) var later: [Later] = []
  /// How many alerts the customer has not seen; none where they cannot be asked for.
  public private(set) var unreadAlerts: UInt64 = 0
  /// What of the bank is out now.
  public private(set) var outage: String?
  /// The core's words for a session that may look only.
  public let looking: String?
  /// One of these was taken back just now.
  public private(set) var isTakenBack = false
  public let work: Work
  @ObservationIgnored private let phone: any HomePort
  @ObservationIgnored private let following = Following()
  @ObservationIgnored private var operations: [String: KunciCore.Operation] = [:]

  public init(phone: any HomePort, customerName: String, session: SessionView? = nil, language: Language) {
    looking = session.flatMap { $0.full ? nil : Strings(language).may($0) }
    self.phone = phone
    self.customerName = customerName
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Shows what waits, and each question of the bank as soon as it is asked: the bank says so over the live link.
  public func open() async {
    // Without a token of its own this phone has nothing to answer.
    if looking == nil {
      let phone = phone
      following.start(
        changed: { try await phone.operationsChanged(counted: $0) }, again: { [weak self] in await self?.again() })
    }
    await load()
    // Without the link the list is right all the same, and the core goes on trying.
    if looking == nil { try? await phone.connect() }
  }

  public func load() async {
    // In nobody's way: nothing waits for it.
    async let listed: Void = list()
    outage = await phone.outageBanner(work.language)
    await listed
  }

  private func list() async {
    // What keeps it from being sent is shown among the requests.
    _ = try? await phone.sendCommands()
    let isLooking = looking != nil
    let tag = work.language.tag
    let listed = await work.run {
      let going = try phone.progress(try await phone.operationsInProgress(), work.language)
      // Without a token of its own this phone has nothing to answer.
      if isLooking { return (going, [KunciCore.Operation](), [WaitingView]()) }
      return (going, try await phone.pendingOperations(), try await phone.waitingOperations())
    }
    guard let (going, pending, waits) = listed else { return }
    progress = going
    isTakenBack = false
    unreadAlerts = (try? await phone.alerts(before: nil, language: tag))?.unread ?? 0
    later = waits.map { wait in
      let first = wait.operation.lines(language: tag).first.map { ", \($0.value)" } ?? ""
      return Later(
        id: wait.operation.id(), what: wait.operation.title(language: tag) + first,
        time: work.language.moment(wait.effectiveMs))
    }
    show(pending)
  }

  /// Nobody asked for it: a start that lies on the screen keeps no session alive.
  private func again() async {
    guard following.isOn else { return }
    do {
      show(try await phone.lookForOperations())
    } catch {
      work.fail(error)
    }
  }

  private func show(_ pending: [KunciCore.Operation]) {
    let tag = work.language.tag
    operations = Dictionary(pending.map { ($0.id(), $0) }, uniquingKeysWith: { first, _ in first })
    waiting = pending.map { operation in
      let first = operation.lines(language: tag).first
      return Row(
        id: operation.id(), title: operation.title(language: tag),
        detail: first.map { "\($0.label): \($0.value)" } ?? "")
    }
  }

  /// Takes an approval back before it takes effect: by possession alone.
  public func takeBack(_ id: Later.ID) async {
    guard await work.run({ try await phone.cancelWaiting(operationId: id) }) != nil else { return }
    await load()
    isTakenBack = true
  }

  /// The operation of a row.
  func operation(_ id: Row.ID) -> KunciCore.Operation? { operations[id] }

  /// Ends the session at the bank.
  func signOut() async {
    _ = await work.attempt { try await phone.signOut() }
  }

  public func close() {
    following.stop()
    work.close()
    waiting = []
    later = []
    progress = []
    unreadAlerts = 0
    operations = [:]
  }
}
