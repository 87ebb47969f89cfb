import KunciCore
import Observation

/// What the customer is entitled to. Needs neither session nor network.
@MainActor @Observable
public final class RightsModel {
  /// One right in the core's words.
  public struct Row: Identifiable, Equatable, Sendable {
    public let id: String
    public let title: String
    public let body: String
  }

  public let rows: [Row]
  /// A session is open by which complaints are filed and read.
  public let canFile: Bool
  public let strings: Strings

  public init(session: SessionView?, language: Language) {
    rows = KunciCore.rights(language: language.tag).map { Row(id: $0.key, title: $0.title, body: $0.body) }
    canFile = session.map { $0.full || $0.mayLook } ?? false
    strings = Strings(language)
  }
}
