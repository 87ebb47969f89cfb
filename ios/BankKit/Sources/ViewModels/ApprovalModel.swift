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
  }

  public let title: String
  public let lines: [Line]
  public let pad = CodePadModel()
  /// How it stands at the bank; nil until it was answered.
  public private(set) var result: OperationView?
  public let work: Work
  @ObservationIgnored private let phone: any ApprovalPort
  @ObservationIgnored private let operation: KunciCore.Operation
  @ObservationIgnored private let onClose: @MainActor () -> Void

  public init(
    phone: any ApprovalPort, operation: KunciCore.Operation, language: Language,
    onClose: @escaping @MainActor () -> Void
  ) {
    self.phone = phone
    self.operation = operation
    self.onClose = onClose
    work = Work(language: language)
    title = operation.title(language: language.tag)
    lines = operation.lines(language: language.tag).enumerated().map { index, line in
      Line(id: index, label: line.label, value: line.value, spoken: "\(line.label): \(line.spoken)")
    }
  }

  public var strings: Strings { Strings(work.language) }

  /// How it stands, in words; approved is not completed.
  public var outcome: String? {
    result.map { answered in
      let reference = answered.reference.map(strings.reference)
      return [strings.stage(answered.stage), reference].compactMap(\.self).joined(separator: "\n")
    }
  }

  /// Yes, to exactly these lines.
  public func approve() async {
    defer { pad.clear() }
    let answered = await work.run { try await phone.approve(operation: operation, code: pad.entry) }
    if let answered { result = answered }
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
