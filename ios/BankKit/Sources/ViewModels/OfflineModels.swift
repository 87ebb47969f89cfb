import Foundation
import KunciCore
import Observation

/// Eight digits on the screen.
public struct ShownCode: Equatable, Sendable {
  /// In two groups.
  public let digits: String
  /// Digit by digit, for a screen reader.
  public let spoken: String
  public let validity: String

  init(_ code: OfflineCode, _ language: Language) {
    let plain = String(decoding: code.digits(), as: UTF8.self)
    digits = "\(plain.prefix(4)) \(plain.dropFirst(4))"
    spoken = String(decoding: code.spoken(), as: UTF8.self)
    validity = code.validity(language: language.tag)
  }
}

/// A QR code of the website: what it is, and the code that approves exactly that. No network is needed.
@MainActor @Observable
public final class ScanModel {
  /// The text of a code, where no camera is at hand.
  public var pasted = ""
  /// Not an approval: what it is, and what to do.
  public private(set) var told: Explanation?
  public private(set) var title: String?
  public private(set) var lines: [ApprovalModel.Line] = []
  public private(set) var shown: ShownCode?
  public let pad = CodePadModel()
  public let work: Work
  /// Reads a code; nil on a phone without a camera.
  public let camera: (@MainActor @Sendable () async -> String?)?
  @ObservationIgnored private var operation: KunciCore.Operation?
  @ObservationIgnored private let phone: any OfflinePort

  public init(phone: any OfflinePort, language: Language, camera: (@MainActor @Sendable () async -> String?)?) {
    self.phone = phone
    self.camera = camera
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func scan() async {
    if let text = await camera?() { await read(text) }
  }

  public func read() async {
    await read(pasted)
  }

  public func make() async {
    guard let operation else { return }
    defer { pad.clear() }
    let made = await work.run { try await phone.qrCode(operation: operation, code: pad.entry) }
    if let made { shown = ShownCode(made, work.language) }
  }

  /// Back to the beginning.
  public func again() {
    pad.clear()
    (operation, title, told, shown, pasted) = (nil, nil, nil, nil, "")
    lines = []
  }

  public func close() {
    work.close()
    again()
  }

  private func read(_ text: String) async {
    again()
    let tag = work.language.tag
    guard let scan = await work.run({ try await phone.readScan(text: text, language: tag) }) else { return }
    told = scan.explanation
    operation = scan.operation
    title = scan.operation?.title(language: tag)
    lines = scan.operation.map { ApprovalModel.Line.all(of: $0, work.language) } ?? []
  }
}

/// A transfer of the website, typed once more. What is complete is the core's to say.
@MainActor @Observable
public final class TypedModel {
  public var bankCode = ""
  public var account = ""
  /// As the website shows it: rupiah, or with another currency before the digits.
  public var amount = ""
  public private(set) var shown: ShownCode?
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any OfflinePort

  public init(phone: any OfflinePort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func make() async {
    defer { pad.clear() }
    let (bank, account, amount, tag) = (self.bankCode, self.account, self.amount, work.language.tag)
    let made = await work.run {
      let money = try readAnyMoney(typed: amount, language: tag)
      let typed = TypedTransfer(kind: "transfer", bankCode: bank, account: account, amount: money)
      return try await phone.typedCode(typed: typed, code: pad.entry)
    }
    if let made { shown = ShownCode(made, work.language) }
  }

  public func again() {
    pad.clear()
    (bankCode, account, amount, shown) = ("", "", "", nil)
  }

  public func close() {
    work.close()
    again()
  }
}

/// A code that freezes a card by telephone: no network, no session, no Unlock Code.
@MainActor @Observable
public final class FreezeCodeModel {
  /// A card by name.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let ending: String
    /// For a screen reader: the name and the digits one by one.
    public let spoken: String
  }

  public private(set) var rows: [Row] = []
  public private(set) var shown: ShownCode?
  /// What the code is for, and that the card is not frozen by it.
  public private(set) var told: Explanation?
  public let work: Work
  @ObservationIgnored private let phone: any OfflinePort

  public init(phone: any OfflinePort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let cards = await work.run { try await phone.knownCards() } ?? []
    rows = cards.map {
      Row(id: $0.cardId, ending: $0.ending, spoken: "\($0.name), \(spokenDigits(digits: $0.ending))")
    }
  }

  public func make(_ row: Row) async {
    guard let made = await work.run({ try await phone.freezeCode(cardId: row.id) }) else { return }
    shown = ShownCode(made, work.language)
    told = explainFreezeCode(ending: row.ending, language: work.language.tag)
  }

  public func again() {
    (shown, told) = (nil, nil)
  }

  public func close() {
    work.close()
    again()
  }
}

/// Is it the bank that calls? Each challenge is good for one answer.
@MainActor @Observable
public final class CallerModel {
  /// Six digits to read out; no secret.
  public private(set) var challenge: String?
  public var employeeId = ""
  public var purpose = ""
  public var answer = ""
  /// Who calls, once that is proved.
  public private(set) var proved: Explanation?
  public let work: Work
  @ObservationIgnored private let phone: any OfflinePort

  public init(phone: any OfflinePort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// The challenge digit by digit, for a screen reader.
  public var spoken: String { spokenDigits(digits: challenge ?? "") }

  public func start() async {
    proved = nil
    challenge = await work.run { try await phone.startCallerCheck() }?.challenge
  }

  public func check() async {
    let (employee, about, said) = (employeeId, purpose, answer)
    forget()
    let caller = await work.run {
      try await phone.finishCallerCheck(employeeId: employee, purpose: about, answer: said)
    }
    proved = caller.map { explainCaller(caller: $0, language: work.language.tag) }
  }

  public func close() {
    work.close()
    forget()
  }

  private func forget() {
    (challenge, employeeId, purpose, answer) = (nil, "", "", "")
  }
}
