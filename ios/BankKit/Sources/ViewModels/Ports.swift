import Foundation
import KunciCore

/// What each screen asks of the core: a small part of `Phone`, so that a preview can stand in for it.
public protocol SignInPort: OutagesPort {
  func signIn(userId: String, password: Data, language: String) async throws -> SessionView
  func token() async throws -> TokenView
  func sendCommands() async throws -> [ReceiptView]
}

/// Proving the token with the Unlock Code. What is seen of the phone's integrity goes with it.
public protocol UnlockPort: Sendable {
  func setIntegrity(rooted: Bool?) throws
  func signInWithToken(code: CodeEntry) async throws -> SessionView
}

/// Showing by other means who the customer is.
public protocol StepUpPort: Sendable {
  func beginStepUp(method: StepUpMethod) async throws -> StepUpView
  func proveStepUp(otp: CodeEntry) async throws
}

/// Making this phone the customer's token.
public protocol RegistrationPort: Sendable {
  func beginEnrolment(method: EnrolmentMethod) async throws -> EnrolmentView
  func proveEnrolment(otp: CodeEntry) async throws
  func proveEnrolmentByOldPhone() async throws
  func beginEnrolmentByQr(text: String) async throws -> FingerprintView
  func chooseCode(code: CodeEntry, `repeat`: CodeEntry) async throws -> TokenView
  func token() async throws -> TokenView
}

/// One-time PINs.
public protocol OtpPort: Sendable {
  func otp(code: CodeEntry) async throws -> OtpCode
}

/// A session that may look, by a hardware token.
public protocol LookPort: Sendable {
  func signInWithHardwareToken(otp: CodeEntry) async throws -> SessionView
}

/// How an operation stands, in the core's words.
public protocol OperationWordsPort: Sendable {
  func operationWords(view: OperationView, language: String) throws -> OperationWords
}

/// What became of the newest operations.
public protocol OperationsPort: OperationWordsPort {
  func recentOperations() async throws -> [OperationView]
}

/// The registered phone number.
public protocol NumberPort: Sendable {
  func phoneNumber() async throws -> PhoneNumberView
  func beginNumberChange(number: String) async throws -> String
  func proveNumberChange(otp: CodeEntry, hardwareOtp: CodeEntry?) async throws -> NumberOutcome
  func cancelNumberChange(changeId: String) async throws -> PhoneNumberView
}

/// Where the phone is and who may be listening: what is so now goes with what is proved next.
public protocol SurroundingsPort: Sendable {
  func setSurroundings(trustedPlace: Bool?, onCall: Bool, screenShared: Bool) throws
}

extension SurroundingsPort {
  func tell(_ now: Surroundings) throws {
    try setSurroundings(trustedPlace: now.trustedPlace, onCall: now.onCall, screenShared: now.screenShared)
  }
}

/// Saying yes or no to an operation.
public protocol ApprovalPort: OperationWordsPort, SurroundingsPort {
  func approvalWarnings(operation: KunciCore.Operation, language: String) throws -> [ApprovalWarning]
  func approve(operation: KunciCore.Operation, code: CodeEntry) async throws -> OperationView
  func reject(operation: KunciCore.Operation, reason: RejectReason) async throws -> OperationView
  func operation(operationId: String) async throws -> OperationView
}

/// What waits for the customer.
public protocol HomePort: OperationWordsPort, AlertsPort, CommandsPort, OutagesPort {
  func operationsInProgress() async throws -> [OperationView]
  func pendingOperations() async throws -> [KunciCore.Operation]
  func lookForOperations() async throws -> [KunciCore.Operation]
  func operationsChanged(counted: UInt64) async throws -> UInt64
  func connect() async throws
  func waitingOperations() async throws -> [WaitingView]
  func cancelWaiting(operationId: String) async throws -> OperationView
  func signOut() async throws
}

/// What was asked of the bank for the cards, and what became of it.
public protocol CommandsPort: Sendable {
  func cardCommands(language: String) async throws -> [CommandView]
  func sendCommands() async throws -> [ReceiptView]
  func repeatCommand(commandId: String) async throws -> ReceiptView
  func dismissCommand(commandId: String) async throws
}

/// The customer's cards.
public protocol CardListPort: Sendable {
  func cards() async throws -> [Card]
}

extension CardListPort {
  /// The one of this id.
  func card(_ id: String) async throws -> Card {
    guard let card = try await cards().first(where: { $0.cardId() == id }) else { throw PhoneError.NotFound }
    return card
  }
}

/// A card's life: lost or stolen, taken into use, replaced, another PIN, a virtual card beside it.
public protocol LifePort: CardListPort {
  func reportCard(cardId: String, loss: CardLoss) async throws -> ReceiptView
  func activateCard(cardId: String) async throws -> KunciCore.Operation
  func replaceCard(cardId: String) async throws -> KunciCore.Operation
  func setCardPin(cardId: String, pin: CodeEntry, `repeat`: CodeEntry) async throws -> KunciCore.Operation
  func revealCard(cardId: String) async throws -> KunciCore.Operation
  func orderVirtualCard(cardId: String, name: String, month: Money?) async throws -> KunciCore.Operation
  func closeCard(cardId: String) async throws -> ReceiptView
}

/// The wallets of phones in which a card is.
public protocol WalletsPort: Sendable {
  func walletTokens(cardId: String, language: String) async throws -> [WalletTokenView]
  func suspendWalletToken(tokenId: String, language: String) async throws -> WalletTokenView
  func removeWalletToken(tokenId: String, language: String) async throws -> WalletTokenView
  func resumeWalletToken(tokenId: String) async throws -> KunciCore.Operation
}

/// A card's number, once, after its reveal was approved.
public protocol CardDetailsPort: Sendable {
  func cardDetails(operationId: String) async throws -> CardDetails
}

/// Cards and their controls.
public protocol CardsPort: CardListPort, CommandsPort {
  func freezeCard(cardId: String) async throws -> ReceiptView
  func unfreezeCard(cardId: String) async throws -> KunciCore.Operation
  func setCardLimit(card: Card, amount: Money) async throws -> ControlsOutcome
}

/// Limits, channels and blocks of a card, and what they would do.
public protocol ControlsPort: CardListPort {
  func cardControls(card: Card, language: String) throws -> KunciCore.ControlsView
  func cardDifferences(seen: Card, now: Card, language: String) throws -> DifferencesView
  func changeCard(card: Card, changes: [CardChange]) async throws -> ControlsOutcome
  func hoursFromNow(hours: UInt32) throws -> Int64
  func cancelRaise(cardId: String, limit: String) async throws -> ReceiptView
  func tryControls(cardId: String, changes: [CardChange], language: String) async throws -> TrialView
  func preflight(cardId: String, intended: IntendedPayment, language: String) async throws -> PreflightView
}

/// Payments with cards.
public protocol PaymentsPort: CardListPort {
  func changeCard(card: Card, changes: [CardChange]) async throws -> ControlsOutcome
  func transactions(filter: TransactionFilter, after: String?, language: String) async throws -> TransactionPage
  func lookForTransactions(filter: TransactionFilter, after: String?, language: String) async throws -> TransactionPage
  func whyDeclined(cardId: String, language: String) async throws -> WhyDeclined
  func spending(cardId: String?, language: String) async throws -> SpendingView
  func subscriptions(cardId: String?, language: String) async throws -> SubscriptionsView
  func paymentsChanged(counted: UInt64) async throws -> UInt64
  func connect() async throws
}

/// The bank's receipts.
public protocol ReceiptsPort: Sendable {
  func knownCards() async throws -> [CardName]
  func cardReceipts() async throws -> [ReceiptView]
  func exportCardReceipts() async throws -> String
}

/// What the bank told.
public protocol AlertsPort: Sendable {
  func alerts(before: String?, language: String) async throws -> AlertsView
  func markAlertsRead(upTo: String) async throws
}

/// What of the bank is out.
public protocol OutagesPort: Sendable {
  func outages(language: String) async throws -> OutagesView
}

/// Complaints and letters to the bank.
public protocol WrittenPort: Sendable {
  func writeToBank(about: About, text: String, language: String) async throws -> WrittenView
  func writtenToBank(way: WrittenWay, before: String?, language: String) async throws -> WrittenPage
  func unsent(way: WrittenWay) async throws -> UnsentView?
  func keepUnsent(way: WrittenWay, about: About?, text: String) async throws
}

/// How the token stands.
public protocol TokenPort: Sendable {
  func token() async throws -> TokenView
  func tokenStatus() async throws -> TokenView
  func notMe(code: CodeEntry?) async throws -> NotMeView
  func removeToken(code: CodeEntry) async throws -> TokenView
  func suspendToken() async throws -> TokenView
  func liftSuspension() async throws -> KunciCore.Operation
}

/// Ending an enrolment whose answer was lost.
public protocol ResumePort: Sendable {
  func resumeEnrolment(code: CodeEntry?) async throws -> TokenView
}

/// A finger or face beside the Unlock Code.
public protocol BiometricPort: Sendable {
  func token() async throws -> TokenView
  func beginBiometricEnable(code: CodeEntry) async throws -> BiometricPrompt
  func beginBiometric(purpose: BiometricPurpose) async throws -> BiometricPrompt
  func beginBiometricApproval(operation: KunciCore.Operation) async throws -> BiometricPrompt
  func finishBiometricWrapped(id: String, wrapped: Data) async throws -> BiometricOutcome
  func finishBiometricUnwrapped(id: String, key: Data) async throws -> BiometricOutcome
  func finishBiometricFailed(id: String, why: BiometricFailure) async throws -> BiometricOutcome
  func biometricsOff() async throws -> TokenView
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

/// Statements and bills of the cards.
public protocol StatementsPort: Sendable {
  func statements(language: String) async throws -> [StatementView]
  func statementDocument(statementId: String) async throws -> Data
}

/// Digits on paper for the day when the phone is gone.
public protocol EmergencyKeyPort: Sendable {
  func emergencyKey(language: String) async throws -> EmergencyKeyView
  func makeEmergencyKey() async throws -> EmergencyKey
  func dropEmergencyKey() async throws -> KunciCore.Operation
  func reject(operation: KunciCore.Operation, reason: RejectReason) async throws -> OperationView
}

/// What the phone keeps of the customer.
public protocol PrivacyPort: Sendable {
  func token() async throws -> TokenView
  func stored(language: String) async throws -> [StoredView]
  func exportData(passphrase: Data) async throws -> String
  func eraseData(code: CodeEntry?, language: String) async throws -> ErasureView
  func consents(language: String) async throws -> [ConsentView]
  func setConsent(kind: String, version: UInt32, given: Bool, language: String) async throws -> [ConsentView]
}

/// The life of the session.
public protocol SessionPort: Sendable {
  func pause(deadlineMs: UInt32) async throws
  func resume() async throws
  func networkChanged() throws
  func touched() throws
  func watchSession() async throws -> SessionWatch
  func staySignedIn() async throws -> SessionWatch
}

/// Everything that the app needs of the core.
public protocol PhonePort:
  SignInPort, UnlockPort, StepUpPort, RegistrationPort, OtpPort, ApprovalPort, HomePort, CardsPort, ChatPort, HelpPort,
  CallBackPort, AlertsPort, TokenPort, ResumePort, BiometricPort, OfflinePort, SecurityPort, LookPort,
  OperationsPort, NumberPort, ControlsPort, PaymentsPort, ReceiptsPort, CommandsPort, LifePort, CardDetailsPort,
  WalletsPort, SessionPort, PrivacyPort, WrittenPort, DisputesPort, StatementsPort, EmergencyKeyPort
{
  func shutDown()
}

extension Phone: PhonePort {}
