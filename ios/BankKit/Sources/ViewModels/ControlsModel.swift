import KunciCore
import Observation

/// One card's limits, channels and blocks. Whether a change is in force at once or must be approved, the core says.
@MainActor @Observable
public final class ControlsModel: CardChanging {
  /// A limit, in the core's words.
  public struct Limit: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
    /// In force now.
    public let value: String
    /// What changes by itself, and when; empty if nothing does.
    public let note: String
    /// A raise is on its way and can be cancelled.
    public let isCoolingOff: Bool
    /// For a screen reader: name, value and the bank's most.
    public let spoken: String
  }

  /// Something that is on or off, allowed or blocked.
  public struct Item: Identifiable, Equatable, Sendable {
    public let id: String
    /// What it is and how it stands.
    public let words: String
    /// What a touch does.
    public let action: String
  }

  public let cardId: String
  /// The card, for eyes and for a screen reader.
  public private(set) var card = ""
  public private(set) var spokenCard = ""
  public private(set) var isLoaded = false
  public private(set) var limits: [Limit] = []
  public private(set) var channels: [Item] = []
  public private(set) var categories: [Item] = []
  public private(set) var countries: [Item] = []
  public private(set) var merchants: [Item] = []
  /// What the last change brought, in words.
  public internal(set) var notice: String?
  /// What was changed elsewhere since the card was read.
  public private(set) var differences: Differences?
  /// The limit being changed.
  public private(set) var editing: Limit.ID?
  /// Its new value, in whole units of the card's currency.
  public var typed = ""
  /// It holds for 24 hours only.
  public var isForADay = false
  /// Letters of a country.
  public var country = ""
  /// What the typed limit would have stopped, in words.
  public private(set) var trial: String?
  /// The newest of those payments.
  public private(set) var stopped: [Payment] = []
  public let work: Work
  @ObservationIgnored private(set) var object: Card?
  @ObservationIgnored private var ceilings: [Limit.ID: Money] = [:]
  @ObservationIgnored private var changes: [Item.ID: CardChange] = [:]
  @ObservationIgnored let phone: any ControlsPort
  @ObservationIgnored let onApproval: @MainActor (KunciCore.Operation) -> Void

  /// `onApproval` gets what must be approved first.
  public init(
    phone: any ControlsPort, cardId: String, language: Language,
    onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.cardId = cardId
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    await read()
  }

  public func edit(_ id: Limit.ID) {
    stopEditing()
    notice = nil
    editing = id
  }

  public func stopEditing() {
    work.dismiss()
    editing = nil
    typed = ""
    isForADay = false
    trial = nil
    stopped = []
  }

  /// Hands the typed limit to the core, which says whether it is in force or must be approved.
  public func save() async {
    if let change = typedLimit() { await self.change(change) }
  }

  /// Nothing passes under the limit.
  public func letNothingPass() async {
    await changeLimit { .limitBlocked(limit: $0, untilMs: $1) }
  }

  /// As high as the bank allows.
  public func lift() async {
    await changeLimit { .limitLifted(limit: $0, untilMs: $1) }
  }

  /// What would the typed limit have stopped in the last 90 days? Nothing is changed by asking.
  public func tryOut() async {
    guard let change = typedLimit() else { return }
    let tag = work.language.tag
    let told = await work.run { try await phone.tryControls(cardId: cardId, changes: [change], language: tag) }
    guard let told else { return }
    trial = told.words
    stopped = told.transactions.map { Payment($0, strings) }
  }

  /// By possession alone.
  public func cancelRaise(_ id: Limit.ID) async {
    notice = nil
    guard let receipt = await work.run({ try await phone.cancelRaise(cardId: cardId, limit: id) }) else { return }
    await done(receipt)
  }

  /// Does what the item's action says.
  public func toggle(_ id: Item.ID) async {
    if let change = changes[id] { await self.change(change) }
  }

  public func blockCountry() async {
    let letters = country.filter { !$0.isWhitespace }.uppercased()
    if await change(.country(country: letters, blocked: true)) { country = "" }
  }

  public func close() {
    work.close()
    object = nil
    limits = []
    (channels, categories, countries, merchants) = ([], [], [], [])
    changes = [:]
    stopEditing()
    notice = nil
    differences = nil
  }

  private func typedLimit() -> CardChange? {
    guard let editing, let like = ceilings[editing] else { return nil }
    do {
      let amount = try readMoney(typed: typed, like: like, language: work.language.tag)
      let end = try until()
      return .limitAt(limit: editing, amount: amount, untilMs: end)
    } catch {
      work.fail(error)
      return nil
    }
  }

  private func changeLimit(_ made: (Limit.ID, Int64?) -> CardChange) async {
    guard let editing else { return }
    do {
      let end = try until()
      await change(made(editing, end))
    } catch {
      work.fail(error)
    }
  }

  /// By the bank's clock.
  private func until() throws -> Int64? {
    guard isForADay else { return nil }
    return try phone.hoursFromNow(hours: 24)
  }

  /// Whether the core took it, at once or to be approved.
  @discardableResult private func change(_ change: CardChange) async -> Bool {
    await self.change([change])
  }

  func show(_ card: Card, _ controls: KunciCore.ControlsView, _ elsewhere: Differences?) {
    let (view, words) = (card.view(), strings)
    object = card
    differences = elsewhere
    self.card = "\(view.name) •••• \(view.ending)"
    spokenCard = "\(view.name), \(spokenDigits(digits: view.ending))"
    isLoaded = true
    limits = controls.limits.map {
      Limit(
        id: $0.name, label: $0.label, value: words.limitIs($0.label, $0.value), note: $0.note,
        isCoolingOff: $0.coolingOff, spoken: $0.spoken)
    }
    ceilings = Dictionary(controls.limits.map { ($0.name, $0.ceiling) }, uniquingKeysWith: { first, _ in first })
    changes = [:]
    channels = controls.switches.map {
      item(
        "channel/\($0.channel)/\($0.place)", $0.on ? words.isOn($0.label) : words.isOff($0.label),
        $0.on ? words.switchOff($0.label) : words.switchOn($0.label),
        .channel(channel: $0.channel, place: $0.place, on: !$0.on))
    }
    categories = controls.categories.map {
      item(
        "category/\($0.group)", $0.blocked ? words.isBlocked($0.label) : words.isAllowed($0.label),
        $0.blocked ? words.allow($0.label) : words.block($0.label), .category(group: $0.group, blocked: !$0.blocked))
    }
    countries = controls.blockedCountries.map {
      item("country/\($0)", $0, words.allow($0), .country(country: $0, blocked: false))
    }
    merchants = controls.blockedMerchants.map {
      item("merchant/\($0.id)", $0.name, words.allow($0.name), .merchant(id: $0.id, name: $0.name, blocked: false))
    }
  }

  private func item(_ id: Item.ID, _ words: String, _ action: String, _ change: CardChange) -> Item {
    changes[id] = change
    return Item(id: id, words: words, action: action)
  }
}
