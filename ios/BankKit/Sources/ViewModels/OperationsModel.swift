import KunciCore
import Observation

/// How one operation stands, in the core's words: approved is not completed.
public struct OperationProgress: Identifiable, Equatable, Sendable {
  public let id: String
  public let title: String
  public let state: String
  /// What it means, the reference, the deadline.
  public let detail: String
  public let isLate: Bool

  /// For a screen reader, in one piece.
  public var spoken: String { "\(title). \(state). \(detail)" }

  init(_ view: OperationView, _ words: OperationWords) {
    id = view.operationId
    title = words.title
    state = words.state
    detail = words.detail
    isLate = words.late
  }
}

extension OperationWordsPort {
  func progress(_ views: [OperationView], _ language: Language) throws -> [OperationProgress] {
    try views.map { OperationProgress($0, try operationWords(view: $0, language: language.tag)) }
  }
}

/// The newest operations, whatever became of them.
@MainActor @Observable
public final class OperationsModel {
  /// Nil until the bank has said.
  public private(set) var recent: [OperationProgress]?
  public let work: Work
  @ObservationIgnored private let phone: any OperationsPort

  public init(phone: any OperationsPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func load() async {
    let listed = await work.run { try phone.progress(try await phone.recentOperations(), work.language) }
    if let listed { recent = listed }
  }

  public func close() {
    work.close()
    recent = nil
  }
}
