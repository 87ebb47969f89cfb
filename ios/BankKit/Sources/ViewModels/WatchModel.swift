import KunciCore
import Observation

/// Of which payments with one card the customer is told, and where they travel. What must be approved, the core says.
@MainActor @Observable
public final class WatchModel: CardChanging {
  /// A kind of payment, in the core's words.
  public struct Alert: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
    /// What it is, and from which amount on it is told.
    public let words: String
    /// For a screen reader.
    public let spoken: String
  }

  /// A trip, in the core's words.
  public struct Trip: Identifiable, Equatable, Sendable {
    public let id: String
    public let words: String
    /// Its countries that the customer has blocked, and that in words; empty if none is.
    public let blocked: String
    public let warning: String
  }

  public let cardId: String
  /// The card, for eyes and for a screen reader.
  public private(set) var card = ""
  public private(set) var spokenCard = ""
  public private(set) var isLoaded = false
  public private(set) var alerts: [Alert] = []
  public private(set) var trips: [Trip] = []
  /// What the last change brought, in words.
  public internal(set) var notice: String?
  /// What was changed elsewhere since the card was read.
  public private(set) var differences: Differences?
  /// The alert being changed.
  public private(set) var editing: Alert.ID?
  /// From which amount on, in whole units of the card's currency.
  public var typed = ""
  /// A trip as it is typed: days, and countries by their letters.
  public var tripFrom = ""
  public var tripUntil = ""
  public var tripCountries = ""
  public let work: Work
  @ObservationIgnored private(set) var object: Card?
  @ObservationIgnored private var most: Money?
  @ObservationIgnored private var views: [Trip.ID: TripView] = [:]
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

  public func edit(_ id: Alert.ID) {
    stopEditing()
    notice = nil
    editing = id
  }

  public func stopEditing() {
    work.dismiss()
    editing = nil
    typed = ""
  }

  /// From the typed amount on.
  public func save() async {
    guard let editing, let most else { return }
    do {
      let least = try readMoney(typed: typed, like: most, language: work.language.tag)
      await change(.alertFrom(of: editing, least: least))
    } catch {
      work.fail(error)
    }
  }

  /// Of every one.
  public func tellAll() async {
    if let editing { await change(.alertEvery(of: editing)) }
  }

  /// Of none.
  public func tellNone() async {
    if let editing { await change(.alertOff(of: editing)) }
  }

  public var canAddTrip: Bool { !tripFrom.isEmpty && !tripUntil.isEmpty && !tripCountries.isEmpty }

  public func addTrip() async {
    let countries = tripCountries.split { $0 == " " || $0 == "," }.map(String.init)
    await change(.tripAdd(from: tripFrom, until: tripUntil, countries: countries))
  }

  public func cancelTrip(_ id: Trip.ID) async {
    guard let trip = views[id] else { return }
    await change(.tripCancel(from: trip.from, until: trip.until, countries: trip.countries))
  }

  /// What the customer blocked and travels to.
  public func allowCountries(_ id: Trip.ID) async {
    guard let trip = views[id] else { return }
    _ = await change(trip.blocked.map { .country(country: $0, blocked: false) })
  }

  public func close() {
    work.close()
    object = nil
    (alerts, trips, views) = ([], [], [:])
    (tripFrom, tripUntil, tripCountries) = ("", "", "")
    stopEditing()
    notice = nil
    differences = nil
  }

  private func change(_ change: CardChange) async {
    _ = await self.change([change])
  }

  func show(_ card: Card, _ controls: KunciCore.ControlsView, _ elsewhere: Differences?) {
    let (view, words) = (card.view(), strings)
    object = card
    differences = elsewhere
    self.card = "\(view.name) •••• \(view.ending)"
    spokenCard = "\(view.name), \(spokenDigits(digits: view.ending))"
    isLoaded = true
    most = controls.alerts.first?.most
    alerts = controls.alerts.map {
      Alert(id: $0.of, label: $0.label, words: words.limitIs($0.label, $0.value), spoken: $0.spoken)
    }
    views = Dictionary(controls.trips.map { ($0.words, $0) }, uniquingKeysWith: { first, _ in first })
    trips = controls.trips.map {
      Trip(id: $0.words, words: $0.words, blocked: $0.blocked.joined(separator: ", "), warning: $0.warning)
    }
  }
}
