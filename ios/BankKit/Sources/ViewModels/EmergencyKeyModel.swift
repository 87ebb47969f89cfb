import Foundation
import KunciCore
import Observation

/// The emergency key: whether there is one that works, a new one shown this once, and the ways to be rid of it.
@MainActor @Observable
public final class EmergencyKeyModel {
  /// Twenty digits on the screen.
  public struct Shown: Equatable, Sendable {
    /// In groups of four.
    public let digits: String
    /// Digit by digit, for a screen reader.
    public let spoken: String
  }

  /// How the customer stands, in the core's words; nil until the bank has answered.
  public private(set) var told: Explanation?
  /// There is one that works.
  public private(set) var isThere = false
  /// The new key, until it is written down.
  public private(set) var shown: Shown?
  public let work: Work
  /// By which the key on the screen works.
  @ObservationIgnored private var operation: KunciCore.Operation?
  @ObservationIgnored private let phone: any EmergencyKeyPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  /// `onApproval` gets what must be approved first.
  public init(
    phone: any EmergencyKeyPort, language: Language, onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// What to do with the digits.
  public var writeDown: Explanation { strings.writeKeyDown }

  public func load() async {
    let tag = work.language.tag
    guard let view = await work.run({ try await phone.emergencyKey(language: tag) }) else { return }
    isThere = view.there
    told = Explanation(title: view.title, body: view.body, action: view.action)
  }

  /// Draws a key. It works once it is approved, and an older one until then.
  public func make() async {
    guard shown == nil, let key = await work.run({ try await phone.makeEmergencyKey() }) else { return }
    operation = key.operation()
    shown = Shown(key)
  }

  /// The digits are on paper: they leave the screen for good, and their operation is approved.
  public func written() {
    guard let approved = take() else { return }
    onApproval(approved)
  }

  /// Not this time. Nobody is left with an operation whose digits nobody has.
  public func cancel() async {
    guard let refused = take() else { return }
    _ = await work.run { try await phone.reject(operation: refused, reason: .mistake) }
  }

  /// Asks for the operation that makes the key worthless.
  public func drop() async {
    if let operation = await work.run({ try await phone.dropEmergencyKey() }) { onApproval(operation) }
  }

  /// Left without a word, a key that was not written down is refused, too.
  public func close() {
    work.close()
    if let refused = take() {
      Task { [phone] in _ = try? await phone.reject(operation: refused, reason: .mistake) }
    }
    told = nil
  }

  private func take() -> KunciCore.Operation? {
    defer { (shown, operation) = (nil, nil) }
    return operation
  }
}

extension EmergencyKeyModel.Shown {
  init(_ key: EmergencyKey) {
    let plain = String(decoding: key.digits(), as: UTF8.self)
    var groups: [Substring] = []
    var rest = plain[...]
    while !rest.isEmpty {
      groups.append(rest.prefix(4))
      rest = rest.dropFirst(4)
    }
    digits = groups.joined(separator: " ")
    spoken = String(decoding: key.spoken(), as: UTF8.self)
  }
}
