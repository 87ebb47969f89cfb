import KunciCore
import Observation

/// What is approved, line by line as the core gives it, and the customer's yes or no.
@MainActor @Observable
public final class ApprovalModel {
  /// One line of what is approved.
  public struct Line: Identifiable, Equatable, Sendable {
    public let id: Int
    public let label: String
    public let value: String
    /// For a screen reader: label and value.
    public let spoken: String

    /// Every line of an operation, in the core's words.
    static func all(of operation: KunciCore.Operation, _ language: Language) -> [Line] {
      operation.lines(language: language.tag).enumerated().map { index, line in
        Line(id: index, label: line.label, value: line.value, spoken: "\(line.label): \(line.spoken)")
      }
    }
  }

  /// To be read before the code is typed: a call, a shared screen, a delay.
  public struct Warning: Identifiable, Equatable, Sendable {
    public let id: Int
    public let title: String
    public let body: String
  }

  public let title: String
  public let lines: [Line]
  /// Until when the bank takes an answer.
  public let answerBy: String
  /// It asks if a payment was the customer's: yes and "not me" are the answers.
  public let asksWhose: Bool
  public private(set) var warnings: [Warning] = []
  public let pad = CodePadModel()
  /// How it stands at the bank; nil until it was answered.
  public private(set) var result: OperationView?
  public let work: Work
  /// A finger or face serves as well.
  public private(set) var hasFinger = false
  @ObservationIgnored private let finger: Finger?
  @ObservationIgnored private let phone: any ApprovalPort & BiometricPort
  @ObservationIgnored private let operation: KunciCore.Operation
  @ObservationIgnored private let surroundings: @MainActor () async -> Surroundings
  @ObservationIgnored private let onLife: (@MainActor (String) -> Void)?
  @ObservationIgnored private let onReveal: (@MainActor (String) -> Void)?
  @ObservationIgnored private let onClose: @MainActor () -> Void

  /// `onLife` leads to a card that the answer froze, `onReveal` to the card's number that was approved to be shown.
  public init(
    phone: any ApprovalPort & BiometricPort, operation: KunciCore.Operation,
    biometrics: (any BiometricHost)? = nil, language: Language,
    surroundings: @escaping @MainActor () async -> Surroundings = { Surroundings() },
    onLife: (@MainActor (String) -> Void)? = nil, onReveal: (@MainActor (String) -> Void)? = nil,
    onClose: @escaping @MainActor () -> Void
  ) {
    self.phone = phone
    self.operation = operation
    self.surroundings = surroundings
    finger = biometrics.map { Finger(phone: phone, host: $0, language: language) }
    self.onLife = onLife
    self.onReveal = onReveal
    self.onClose = onClose
    work = Work(language: language)
    answerBy = Strings(language).answerBy(language.moment(operation.expiresMs()))
    asksWhose = operation.asksWhose()
    title = operation.title(language: language.tag)
    lines = Line.all(of: operation, language)
  }

  public var strings: Strings { Strings(work.language) }

  /// How it stands, in words; approved is not completed.
  public var outcome: String? {
    let tag = work.language.tag
    guard let result, let words = try? phone.operationWords(view: result, language: tag) else { return nil }
    return "\(words.state)\n\(words.detail)"
  }

  /// The card that the answer froze.
  public var frozenCard: String? {
    guard onLife != nil, let receipt = result?.receipt, receipt.action == "freeze" else { return nil }
    return receipt.cardId
  }

  /// The number of a card may be shown now.
  public var reveals: Bool {
    onReveal != nil && result?.kind == "card-reveal" && result?.stage == .completed
  }

  /// Leads to the number.
  public func showDetails() {
    guard reveals else { return }
    work.close()
    pad.clear()
    onReveal?(operation.id())
  }

  /// Leads to that card: a new one can be asked for.
  public func showLife() {
    guard let card = frozenCard else { return }
    work.close()
    pad.clear()
    onLife?(card)
  }

  /// Tells the core what is so now, and shows what it warns of.
  public func load() async {
    let told = await work.run {
      try await sense()
      return try phone.approvalWarnings(operation: operation, language: work.language.tag)
    }
    hasFinger = await finger?.isOn() ?? false
    warnings = (told ?? []).enumerated().map { Warning(id: $0, title: $1.title, body: $1.body) }
  }

  private func sense() async throws {
    try phone.tell(await surroundings())
  }

  /// Yes, to exactly these lines.
  public func approve() async {
    defer { pad.clear() }
    let answered = await work.run {
      try await sense()
      return try await phone.approve(operation: operation, code: pad.entry)
    }
    if let answered { result = answered }
  }

  /// Yes, to exactly these lines, by a finger or face.
  public func approveByFinger() async {
    guard let finger else { return }
    let answered = await work.run {
      try await sense()
      return try await finger.ask(phone.beginBiometricApproval(operation: operation)).approved()
    }
    if let answered, let answered { result = answered }
  }

  /// No, and why.
  public func reject(_ reason: RejectReason) async {
    pad.clear()
    let answered = await work.run { try await phone.reject(operation: operation, reason: reason) }
    if let answered { result = answered }
  }

  /// Asks how it stands now.
  public func refresh() async {
    let now = await work.run { try await phone.operation(operationId: operation.id()) }
    if let now { result = now }
  }

  /// Wipes the digits and leaves.
  public func close() {
    work.close()
    pad.clear()
    onClose()
  }
}
