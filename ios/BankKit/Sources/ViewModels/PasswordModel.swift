import Foundation
import KunciCore
import Observation

/// Another password: the core says whether it is good, and it is approved like any other operation.
@MainActor @Observable
public final class PasswordModel {
  /// Text fields of the system hold strings: they are emptied as soon as the core has the bytes.
  public var old = ""
  public var new = ""
  public let work: Work
  @ObservationIgnored private let phone: any SecurityPort
  @ObservationIgnored private let onApproval: @MainActor (KunciCore.Operation) -> Void

  public init(
    phone: any SecurityPort, language: Language, onApproval: @escaping @MainActor (KunciCore.Operation) -> Void
  ) {
    self.phone = phone
    self.onApproval = onApproval
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func change() async {
    var (before, after) = (Data(old.utf8), Data(new.utf8))
    forget()
    defer {
      before.resetBytes(in: before.startIndex..<before.endIndex)
      after.resetBytes(in: after.startIndex..<after.endIndex)
    }
    let asked = await work.run { try await phone.changePassword(oldPassword: before, newPassword: after) }
    if let asked { onApproval(asked) }
  }

  public func close() {
    work.close()
    forget()
  }

  private func forget() {
    (old, new) = ("", "")
  }
}
