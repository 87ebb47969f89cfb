import Foundation
import KunciCore
import ViewModels

/// A phone for previews: signs anybody in, knows nothing else.
struct PreviewPhone: PhonePort {
  func signIn(userId: String, password: Data, language: String) async throws -> SessionView {
    SessionView(customerName: "Sari Wulandari", full: true, mayLook: true, means: [], hasToken: true, expiresAtMs: 0)
  }

  func token() async throws -> TokenView { TokenView(stage: .active, tokenId: nil, epoch: 1) }
  func signInWithToken(code: CodeEntry) async throws -> SessionView { throw PhoneError.Closed }
  func beginEnrolment(method: EnrolmentMethod) async throws -> EnrolmentView {
    EnrolmentView(sentTo: "•••• 4321", expiresInSeconds: 120, triesLeft: 5)
  }
  func proveEnrolment(otp: CodeEntry) async throws {}
  func chooseCode(code: CodeEntry, repeat: CodeEntry) async throws -> TokenView { try await token() }
  func otp(code: CodeEntry) async throws -> OtpCode { throw PhoneError.Closed }
  func approve(operation: KunciCore.Operation, code: CodeEntry) async throws -> OperationView {
    throw PhoneError.Closed
  }
  func reject(operation: KunciCore.Operation, reason: RejectReason) async throws -> OperationView {
    throw PhoneError.Closed
  }
  func operation(operationId: String) async throws -> OperationView { throw PhoneError.Closed }
  func pendingOperations() async throws -> [KunciCore.Operation] { [] }
  func signOut() async throws {}
  func cards() async throws -> [Card] { [] }
  func freezeCard(cardId: String) async throws -> ReceiptView { throw PhoneError.Closed }
  func unfreezeCard(cardId: String) async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func setCardLimit(card: Card, amount: Money) async throws -> LimitOutcome { throw PhoneError.Closed }
  func connect() async throws {}
  func disconnect() async throws {}
  func chatSend(text: String) async throws -> String { "" }
  func chatAskForHuman() async throws {}
  func chatNextBatch(afterRevision: UInt64) async throws -> ChatBatch { throw PhoneError.Closed }
  func shutDown() {}
}
