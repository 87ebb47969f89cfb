import Foundation
import KunciCore

/// What each screen asks of the core: a small part of `Phone`, so that a preview can stand in for it.
public protocol SignInPort: Sendable {
  func signIn(userId: String, password: Data, language: String) async throws -> SessionView
  func token() async throws -> TokenView
}

/// Proving the token with the Unlock Code.
public protocol UnlockPort: Sendable {
  func signInWithToken(code: CodeEntry) async throws -> SessionView
}

/// Making this phone the customer's token.
public protocol RegistrationPort: Sendable {
  func beginEnrolment(method: EnrolmentMethod) async throws -> EnrolmentView
  func proveEnrolment(otp: CodeEntry) async throws
  func chooseCode(code: CodeEntry, `repeat`: CodeEntry) async throws -> TokenView
}

/// One-time PINs.
public protocol OtpPort: Sendable {
  func otp(code: CodeEntry) async throws -> OtpCode
}

/// Saying yes or no to an operation.
public protocol ApprovalPort: Sendable {
  func approve(operation: KunciCore.Operation, code: CodeEntry) async throws -> OperationView
  func reject(operation: KunciCore.Operation, reason: RejectReason) async throws -> OperationView
  func operation(operationId: String) async throws -> OperationView
}

/// What waits for the customer.
public protocol HomePort: Sendable {
  func pendingOperations() async throws -> [KunciCore.Operation]
  func signOut() async throws
}

/// Cards and their controls.
public protocol CardsPort: Sendable {
  func cards() async throws -> [Card]
  func freezeCard(cardId: String) async throws -> ReceiptView
  func unfreezeCard(cardId: String) async throws -> KunciCore.Operation
  func setCardLimit(card: Card, amount: Money) async throws -> LimitOutcome
}

/// Everything that the app needs of the core.
public protocol PhonePort:
  SignInPort, UnlockPort, RegistrationPort, OtpPort, ApprovalPort, HomePort, CardsPort, ChatPort
{
  func shutDown()
}

extension Phone: PhonePort {}
