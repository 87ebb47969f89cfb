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
  func setSurroundings(trustedPlace: Bool?, onCall: Bool, screenShared: Bool) throws
  func approvalWarnings(operation: KunciCore.Operation, language: String) throws -> [ApprovalWarning]
  func approve(operation: KunciCore.Operation, code: CodeEntry) async throws -> OperationView
  func reject(operation: KunciCore.Operation, reason: RejectReason) async throws -> OperationView
  func operation(operationId: String) async throws -> OperationView
  func operationWords(view: OperationView, language: String) throws -> OperationWords
}

/// What waits for the customer.
public protocol HomePort: Sendable {
  func pendingOperations() async throws -> [KunciCore.Operation]
  func waitingOperations() async throws -> [WaitingView]
  func cancelWaiting(operationId: String) async throws -> OperationView
  func signOut() async throws
}

/// Cards and their controls.
public protocol CardsPort: Sendable {
  func cards() async throws -> [Card]
  func freezeCard(cardId: String) async throws -> ReceiptView
  func unfreezeCard(cardId: String) async throws -> KunciCore.Operation
  func setCardLimit(card: Card, amount: Money) async throws -> LimitOutcome
}

/// What the bank told.
public protocol AlertsPort: Sendable {
  func alerts(before: String?, language: String) async throws -> AlertsView
  func markAlertsRead(upTo: String) async throws
}

/// How the token stands.
public protocol TokenPort: Sendable {
  func token() async throws -> TokenView
  func tokenStatus() async throws -> TokenView
  func notMe(code: CodeEntry?) async throws -> NotMeView
  func suspendToken() async throws -> TokenView
  func liftSuspension() async throws -> KunciCore.Operation
}

/// Ending an enrolment whose answer was lost.
public protocol ResumePort: Sendable {
  func resumeEnrolment(code: CodeEntry?) async throws -> TokenView
}

/// What works without a network.
public protocol OfflinePort: Sendable {
  func readScan(text: String, language: String) async throws -> ScanView
  func qrCode(operation: KunciCore.Operation, code: CodeEntry) async throws -> OfflineCode
  func typedCode(typed: TypedTransfer, code: CodeEntry) async throws -> OfflineCode
  func knownCards() async throws -> [CardName]
  func freezeCode(cardId: String) async throws -> OfflineCode
  func startCallerCheck() async throws -> CallerCheckView
  func finishCallerCheck(employeeId: String, purpose: String, answer: String) async throws -> CallerView
}

/// What is done with the token now and then.
public protocol SecurityPort: Sendable {
  func changeCode(old: CodeEntry, new: CodeEntry, `repeat`: CodeEntry) async throws -> TokenView
  func changePassword(oldPassword: Data, newPassword: Data) async throws -> KunciCore.Operation
  func activateHardwareToken(birthDate: String, serial: String, otp: CodeEntry) async throws -> HardwareTokenView
  func resyncHardwareToken(serial: String, otp: CodeEntry, nextOtp: CodeEntry) async throws -> HardwareTokenView
  func trustedPlaces() async throws -> TrustedPlacesView
  func switchTrustedPlacesOn() async throws -> TrustedPlacesView
  func switchTrustedPlacesOff() async throws -> KunciCore.Operation
}

/// Everything that the app needs of the core.
public protocol PhonePort:
  SignInPort, UnlockPort, RegistrationPort, OtpPort, ApprovalPort, HomePort, CardsPort, ChatPort, AlertsPort,
  TokenPort, ResumePort, OfflinePort, SecurityPort
{
  func shutDown()
}

extension Phone: PhonePort {}
