import KunciCore
import Observation

/// Another Unlock Code: the old one, then the new one twice. The core judges all three at once.
@MainActor @Observable
public final class ChangeCodeModel {
  /// Which code is being typed.
  public enum Step: Equatable, Sendable {
    case old
    case new
    case again
    case changed
  }

  public private(set) var step = Step.old
  public let old = CodePadModel()
  public let new = CodePadModel()
  public let again = CodePadModel()
  public let work: Work
  @ObservationIgnored private let phone: any SecurityPort & SurroundingsPort
  @ObservationIgnored private let surroundings: @MainActor () async -> Surroundings

  public init(
    phone: any SecurityPort & SurroundingsPort, language: Language,
    surroundings: @escaping @MainActor () async -> Surroundings = { Surroundings() }
  ) {
    self.phone = phone
    self.surroundings = surroundings
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  /// The pad of the step.
  public var pad: CodePadModel {
    switch step {
    case .old: old
    case .new: new
    case .again, .changed: again
    }
  }

  /// The code of this step is complete; the last one goes to the core with the others. A refusal begins anew.
  public func next() async {
    switch step {
    case .old: go(to: .new)
    case .new: go(to: .again)
    case .again: await change()
    case .changed: break
    }
  }

  public func close() {
    work.close()
    wipe()
  }

  private func go(to step: Step) {
    work.dismiss()
    self.step = step
  }

  private func change() async {
    defer { wipe() }
    let changed = await work.run {
      try await phone.tell(surroundings())
      return try await phone.changeCode(old: old.entry, new: new.entry, repeat: again.entry)
    }
    step = changed == nil ? .old : .changed
  }

  private func wipe() {
    for pad in [old, new, again] { pad.clear() }
  }
}
