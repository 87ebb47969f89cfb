import Foundation
import KunciCore
import Observation

/// What the phone keeps, what the customer has agreed to, and the ways to take it along and to be rid of it.
@MainActor @Observable
public final class PrivacyModel {
  /// A kind of what is kept.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
    /// How many, how large, how old.
    public let amount: String
    /// What for, and for how long.
    public let why: String
  }

  /// A consent.
  public struct Consent: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
    public let body: String
    /// What the customer has said to it.
    public let said: String
    public let isGiven: Bool
    public let isRequired: Bool
    let version: UInt32
  }

  /// Where the erasure stands.
  public enum Erasing: Equatable, Sendable {
    case no
    case asking
    case done
    case left
  }

  public private(set) var rows: [Row] = []
  public private(set) var consents: [Consent] = []
  public private(set) var erasing = Erasing.no
  /// Everything as a file, once it was asked for.
  public private(set) var file: String?
  /// A text field of the system holds a string: it is emptied as soon as the core has the bytes.
  public var passphrase = ""
  public let pad = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any PrivacyPort

  public init(phone: any PrivacyPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let tag = work.language.tag
    let read = await work.run { (try await phone.stored(language: tag), try await phone.consents(language: tag)) }
    guard let (kept, said) = read else { return }
    rows = kept.map { row($0) }
    consents = said.map { consent($0) }
  }

  public func say(_ id: Consent.ID, given: Bool) async {
    guard let asked = consents.first(where: { $0.id == id }) else { return }
    let tag = work.language.tag
    let said = await work.run {
      try await phone.setConsent(kind: id, version: asked.version, given: given, language: tag)
    }
    if let said { consents = said.map { consent($0) } }
  }

  public func export() async {
    var bytes = Data(passphrase.utf8)
    passphrase = ""
    defer { bytes.resetBytes(in: bytes.startIndex..<bytes.endIndex) }
    if let made = await work.run({ try await phone.exportData(passphrase: bytes) }) { file = made }
  }

  /// A token that works goes by the Unlock Code only.
  public func erase() async {
    guard let token = await work.run({ try await phone.token() }) else { return }
    if token.stage == .active { erasing = .asking } else { await erase(code: nil) }
  }

  public func confirm() async {
    defer { pad.clear() }
    await erase(code: pad.entry)
  }

  public func close() {
    work.close()
    pad.clear()
    rows = []
    consents = []
    file = nil
    passphrase = ""
  }

  private func erase(code: CodeEntry?) async {
    let tag = work.language.tag
    guard let outcome = await work.run({ try await phone.eraseData(code: code, language: tag) }) else { return }
    rows = outcome.left.map { row($0) }
    consents = []
    file = nil
    erasing = outcome.done ? .done : .left
  }

  private func row(_ kept: StoredView) -> Row {
    var amount = strings.keptNothing
    if kept.count > 0 {
      amount = "\(strings.entries(kept.count)) · \(strings.bytes(kept.bytes))"
      if let oldest = kept.oldestMs {
        let (from, to) = (work.language.moment(oldest), work.language.moment(kept.newestMs ?? oldest))
        let ages = strings.keptFrom(from, to: to)
        amount += " · \(ages)"
      }
    }
    return Row(id: kept.kind, label: kept.label, amount: amount, why: "\(kept.purpose) \(kept.retention)")
  }

  private func consent(_ view: ConsentView) -> Consent {
    let time = view.saidMs.map { work.language.moment($0) } ?? ""
    return Consent(
      id: view.kind, label: view.label, body: view.body,
      said: view.given ? strings.agreed(view.version, time) : strings.notAgreed(view.version),
      isGiven: view.given, isRequired: view.required, version: view.version)
  }
}
