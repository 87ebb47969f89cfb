import KunciCore
import Observation

/// "Why was my card declined?"
@MainActor @Observable
public final class WhyModel {
  public let cardId: String
  /// Nil until the bank has answered.
  public private(set) var why: Why?
  /// The payment; nil if the request never reached the bank.
  public private(set) var payment: Payment?
  public let work: Work
  @ObservationIgnored private let phone: any PaymentsPort

  public init(phone: any PaymentsPort, cardId: String, language: Language) {
    self.phone = phone
    self.cardId = cardId
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let tag = work.language.tag
    guard let told = await work.run({ try await phone.whyDeclined(cardId: cardId, language: tag) }) else { return }
    why = Why(told.why)
    payment = told.transaction.map { Payment($0, strings) }
  }

  public func close() {
    work.close()
    why = nil
    payment = nil
  }
}

/// "Will this payment work?" The bank's own rules say; nothing is reserved by asking.
@MainActor @Observable
public final class WillModel {
  /// A way to pay.
  public struct Channel: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
  }

  public let cardId: String
  public private(set) var channels: [Channel] = []
  public private(set) var channel: Channel?
  /// In whole units of the card's currency.
  public var amount = ""
  /// Two letters.
  public var country = ""
  /// The bank's answer in a sentence.
  public private(set) var answer: String?
  /// What is in the way, if anything is.
  public private(set) var why: Why?
  public let work: Work
  @ObservationIgnored private var like: Money?
  @ObservationIgnored private let phone: any ControlsPort

  public init(phone: any ControlsPort, cardId: String, language: Language) {
    self.phone = phone
    self.cardId = cardId
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// Once: what was typed stays.
  public func load() async {
    guard like == nil else { return }
    let (id, tag) = (cardId, work.language.tag)
    let read = await work.run {
      let card = try await phone.card(id)
      return (card.view().ceiling, try phone.cardControls(card: card, language: tag))
    }
    guard let (ceiling, controls) = read else { return }
    like = ceiling
    channels = controls.channels.map { Channel(id: $0.channel, label: $0.label) }
    channel = channels.first
    country = controls.home
  }

  public func choose(_ channel: Channel) {
    self.channel = channel
    answer = nil
    why = nil
  }

  public func ask() async {
    guard let like, let channel else { return }
    (answer, why) = (nil, nil)
    let tag = work.language.tag
    let letters = country.filter { !$0.isWhitespace }.uppercased()
    let told = await work.run {
      let money = try readMoney(typed: amount, like: like, language: tag)
      let intended = IntendedPayment(
        amount: money, channel: channel.id, country: letters, category: nil, merchant: nil)
      return try await phone.preflight(cardId: cardId, intended: intended, language: tag)
    }
    guard let told else { return }
    answer = told.words
    why = told.why.map(Why.init)
  }

  public func close() {
    work.close()
    amount = ""
    answer = nil
    why = nil
  }
}
