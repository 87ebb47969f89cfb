import Foundation
import KunciCore
import Observation

/// A card's number, date and security code: fetched once, counted down, hidden by itself and whenever the app is left.
@MainActor @Observable
public final class CardDetailsModel {
  /// What is on the screen.
  public struct Shown: Equatable, Sendable {
    /// In groups of four.
    public let number: String
    public let expiry: String
    public let code: String
    /// Digit by digit, for a screen reader.
    public let spokenNumber: String
    public let spokenCode: String
    public let seconds: Int
  }

  public private(set) var shown: Shown?
  /// It was shown, and is hidden again.
  public private(set) var isOver = false
  public private(set) var secondsLeft = 0
  public let work: Work
  @ObservationIgnored private let phone: any CardDetailsPort
  @ObservationIgnored private let operationId: String

  public init(phone: any CardDetailsPort, operationId: String, language: Language) {
    self.phone = phone
    self.operationId = operationId
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    guard shown == nil, !isOver else { return }
    guard let details = await work.run({ try await phone.cardDetails(operationId: operationId) }) else { return }
    // The app went to the background while it was fetched.
    guard !isOver else { return }
    let now = Shown(details)
    secondsLeft = now.seconds
    shown = now
  }

  /// Counts down to the end, then hides.
  public func expire() async {
    guard let waited = shown else { return }
    let end = ContinuousClock.now + .seconds(waited.seconds)
    while shown == waited {
      let left = Int((ContinuousClock.now.duration(to: end) / .seconds(1)).rounded(.up))
      guard left > 0 else { return hide() }
      secondsLeft = left
      do { try await Task.sleep(for: .seconds(1)) } catch { return }
    }
  }

  /// Takes it off the screen for good.
  public func hide() {
    shown = nil
    isOver = true
  }

  public func close() {
    work.close()
    hide()
  }
}

extension CardDetailsModel.Shown {
  init(_ details: CardDetails) {
    let text = { (bytes: Data) in String(decoding: bytes, as: UTF8.self) }
    var groups: [Substring] = []
    let plain = text(details.number())
    var rest = plain[...]
    while !rest.isEmpty {
      groups.append(rest.prefix(4))
      rest = rest.dropFirst(4)
    }
    number = groups.joined(separator: " ")
    expiry = text(details.expiry())
    code = text(details.code())
    spokenNumber = text(details.spokenNumber())
    spokenCode = text(details.spokenCode())
    seconds = Int(details.secondsLeft())
  }
}
