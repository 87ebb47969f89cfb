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
  func setIntegrity(rooted: Bool?) throws {}
  func beginStepUp(method: StepUpMethod) async throws -> StepUpView {
    StepUpView(sentTo: "•••• 4321", expiresInSeconds: 120, triesLeft: 5)
  }
  func proveStepUp(otp: CodeEntry) async throws {}
  func beginEnrolment(method: EnrolmentMethod) async throws -> EnrolmentView {
    EnrolmentView(sentTo: "•••• 4321", expiresInSeconds: 120, triesLeft: 5)
  }
  func signInWithHardwareToken(otp: CodeEntry) async throws -> SessionView { throw PhoneError.Closed }
  func recentOperations() async throws -> [OperationView] { [] }
  func operationsInProgress() async throws -> [OperationView] { [] }
  func phoneNumber() async throws -> PhoneNumberView { PhoneNumberView(number: "•••• 4321", waiting: nil) }
  func beginNumberChange(number: String) async throws -> String { "•••• 0999" }
  func proveNumberChange(otp: CodeEntry, hardwareOtp: CodeEntry?) async throws -> NumberOutcome {
    throw PhoneError.Closed
  }
  func cancelNumberChange(changeId: String) async throws -> PhoneNumberView { try await phoneNumber() }
  func proveEnrolment(otp: CodeEntry) async throws {}
  func chooseCode(code: CodeEntry, repeat: CodeEntry) async throws -> TokenView { try await token() }
  func otp(code: CodeEntry) async throws -> OtpCode { throw PhoneError.Closed }
  func approve(operation: KunciCore.Operation, code: CodeEntry) async throws -> OperationView {
    throw PhoneError.Closed
  }
  func reject(operation: KunciCore.Operation, reason: RejectReason) async throws -> OperationView {
    throw PhoneError.Closed
  }
  func operationWords(view: OperationView, language: String) throws -> OperationWords { throw PhoneError.Closed }
  func operation(operationId: String) async throws -> OperationView { throw PhoneError.Closed }
  func pendingOperations() async throws -> [KunciCore.Operation] { [] }
  func lookForOperations() async throws -> [KunciCore.Operation] { [] }
  func operationsChanged(counted: UInt64) async throws -> UInt64 { throw PhoneError.Closed }
  func signOut() async throws {}
  func stored(language: String) async throws -> [StoredView] { [] }
  func exportData(passphrase: Data) async throws -> String { throw PhoneError.Closed }
  func eraseData(code: CodeEntry?, language: String) async throws -> ErasureView { throw PhoneError.Closed }
  func consents(language: String) async throws -> [ConsentView] { [] }
  func setConsent(kind: String, version: UInt32, given: Bool, language: String) async throws -> [ConsentView] { [] }
  func touched() throws {}
  func pause(deadlineMs: UInt32) async throws {}
  func resume() async throws {}
  func networkChanged() throws {}
  func watchSession() async throws -> SessionWatch {
    SessionWatch(signedIn: true, secondsLeft: nil, canStay: false, ended: nil)
  }
  func staySignedIn() async throws -> SessionWatch { try await watchSession() }
  func cards() async throws -> [Card] { [] }
  func freezeCard(cardId: String) async throws -> ReceiptView { throw PhoneError.Closed }
  func unfreezeCard(cardId: String) async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func setCardLimit(card: Card, amount: Money) async throws -> ControlsOutcome { throw PhoneError.Closed }
  func cardCommands(language: String) async throws -> [CommandView] { [] }
  func sendCommands() async throws -> [ReceiptView] { [] }
  func repeatCommand(commandId: String) async throws -> ReceiptView { throw PhoneError.Closed }
  func dismissCommand(commandId: String) async throws {}
  func reportCard(cardId: String, loss: CardLoss) async throws -> ReceiptView { throw PhoneError.Closed }
  func activateCard(cardId: String) async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func replaceCard(cardId: String) async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func setCardPin(cardId: String, pin: CodeEntry, repeat: CodeEntry) async throws -> KunciCore.Operation {
    throw PhoneError.Closed
  }
  func orderVirtualCard(cardId: String, name: String, month: Money?) async throws -> KunciCore.Operation {
    throw PhoneError.Closed
  }
  func closeCard(cardId: String) async throws -> ReceiptView { throw PhoneError.Closed }
  func revealCard(cardId: String) async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func cardDetails(operationId: String) async throws -> CardDetails { throw PhoneError.RevealClosed }
  func walletTokens(cardId: String, language: String) async throws -> [WalletTokenView] { [] }
  func suspendWalletToken(tokenId: String, language: String) async throws -> WalletTokenView {
    throw PhoneError.Closed
  }
  func removeWalletToken(tokenId: String, language: String) async throws -> WalletTokenView {
    throw PhoneError.Closed
  }
  func resumeWalletToken(tokenId: String) async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func cardControls(card: Card, language: String) throws -> KunciCore.ControlsView { throw PhoneError.Closed }
  func cardDifferences(seen: Card, now: Card, language: String) throws -> DifferencesView { throw PhoneError.Closed }
  func changeCard(card: Card, changes: [CardChange]) async throws -> ControlsOutcome { throw PhoneError.Closed }
  func hoursFromNow(hours: UInt32) throws -> Int64 { throw PhoneError.Closed }
  func cancelRaise(cardId: String, limit: String) async throws -> ReceiptView { throw PhoneError.Closed }
  func tryControls(cardId: String, changes: [CardChange], language: String) async throws -> TrialView {
    throw PhoneError.Closed
  }
  func preflight(cardId: String, intended: IntendedPayment, language: String) async throws -> PreflightView {
    throw PhoneError.Closed
  }
  func transactions(filter: TransactionFilter, after: String?, language: String) async throws -> TransactionPage {
    TransactionPage(transactions: [], next: nil)
  }
  func lookForTransactions(
    filter: TransactionFilter, after: String?, language: String
  ) async throws -> TransactionPage {
    TransactionPage(transactions: [], next: nil)
  }
  func paymentsChanged(counted: UInt64) async throws -> UInt64 { throw PhoneError.Closed }
  func whyDeclined(cardId: String, language: String) async throws -> WhyDeclined { throw PhoneError.Closed }
  func spending(cardId: String?, language: String) async throws -> SpendingView {
    SpendingView(months: [], about: "", note: "", empty: "")
  }
  func subscriptions(cardId: String?, language: String) async throws -> SubscriptionsView {
    SubscriptionsView(subscriptions: [], about: "", none: "", blockDoes: "", blockDoesNot: "")
  }
  func cardReceipts() async throws -> [ReceiptView] { [] }
  func exportCardReceipts() async throws -> String { throw PhoneError.Closed }
  func disputeReasons(transactionId: String, atMs: Int64, language: String) async throws -> [DisputeReasonView] { [] }
  func startDispute(transactionId: String, atMs: Int64, reason: String, language: String) async throws -> DisputeDraft {
    throw PhoneError.Closed
  }
  func disputeDrafts(language: String) async throws -> [DisputeDraft] { [] }
  func wordDispute(draftId: String, statement: String, language: String) async throws -> DisputeDraft {
    throw PhoneError.Closed
  }
  func attachEvidence(draftId: String, kind: String, content: Data, language: String) async throws -> DisputeDraft {
    throw PhoneError.Closed
  }
  func detachEvidence(draftId: String, digest: String, language: String) async throws -> DisputeDraft {
    throw PhoneError.Closed
  }
  func discardDispute(draftId: String) async throws {}
  func submitDispute(draftId: String, language: String) async throws -> DisputeView { throw PhoneError.Closed }
  func disputes(language: String) async throws -> [DisputeView] { [] }
  func addDisputeEvidence(
    disputeId: String, kind: String, content: Data, language: String
  ) async throws -> DisputeView {
    throw PhoneError.Closed
  }
  func withdrawDispute(disputeId: String, language: String) async throws -> DisputeView { throw PhoneError.Closed }
  func statements(language: String) async throws -> [StatementView] { [] }
  func statementDocument(statementId: String) async throws -> Data { throw PhoneError.Closed }
  func emergencyKey(language: String) async throws -> EmergencyKeyView { throw PhoneError.Closed }
  func makeEmergencyKey() async throws -> EmergencyKey { throw PhoneError.Closed }
  func dropEmergencyKey() async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func setSurroundings(trustedPlace: Bool?, onCall: Bool, screenShared: Bool) throws {}
  func approvalWarnings(operation: KunciCore.Operation, language: String) throws -> [ApprovalWarning] { [] }
  func waitingOperations() async throws -> [WaitingView] { [] }
  func cancelWaiting(operationId: String) async throws -> OperationView { throw PhoneError.Closed }
  func alerts(before: String?, language: String) async throws -> AlertsView {
    AlertsView(alerts: [], unread: 0, next: nil)
  }
  func outages(language: String) async throws -> OutagesView {
    OutagesView(issuedMs: 0, isFresh: true, age: "", banner: nil, outages: [], works: [])
  }
  func writeToBank(about: About, text: String, language: String) async throws -> WrittenView {
    throw PhoneError.Closed
  }
  func writtenToBank(way: WrittenWay, before: String?, language: String) async throws -> WrittenPage {
    WrittenPage(written: [], next: nil)
  }
  func unsent(way: WrittenWay) async throws -> UnsentView? { nil }
  func keepUnsent(way: WrittenWay, about: About?, text: String) async throws {}
  func markAlertsRead(upTo: String) async throws {}
  func changeCode(old: CodeEntry, new: CodeEntry, repeat: CodeEntry) async throws -> TokenView { try await token() }
  func changePassword(oldPassword: Data, newPassword: Data) async throws -> KunciCore.Operation {
    throw PhoneError.Closed
  }
  func activateHardwareToken(birthDate: String, serial: String, otp: CodeEntry) async throws -> HardwareTokenView {
    throw PhoneError.Closed
  }
  func resyncHardwareToken(serial: String, otp: CodeEntry, nextOtp: CodeEntry) async throws -> HardwareTokenView {
    throw PhoneError.Closed
  }
  func trustedPlaces() async throws -> TrustedPlacesView { TrustedPlacesView(on: false, waitSeconds: 3600) }
  func switchTrustedPlacesOn() async throws -> TrustedPlacesView { TrustedPlacesView(on: true, waitSeconds: 3600) }
  func switchTrustedPlacesOff() async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func tokenStatus() async throws -> TokenView { try await token() }
  func notMe(code: CodeEntry?) async throws -> NotMeView { throw PhoneError.NotMeClosed }
  func removeToken(code: CodeEntry) async throws -> TokenView { throw PhoneError.Closed }
  func proveEnrolmentByOldPhone() async throws {}
  func beginEnrolmentByQr(text: String) async throws -> FingerprintView { throw PhoneError.Closed }
  func suspendToken() async throws -> TokenView { try await token() }
  func liftSuspension() async throws -> KunciCore.Operation { throw PhoneError.Closed }
  func resumeEnrolment(code: CodeEntry?) async throws -> TokenView { try await token() }
  func readScan(text: String, language: String) async throws -> ScanView { throw PhoneError.Closed }
  func qrCode(operation: KunciCore.Operation, code: CodeEntry) async throws -> OfflineCode { throw PhoneError.Closed }
  func typedCode(typed: TypedTransfer, code: CodeEntry) async throws -> OfflineCode { throw PhoneError.Closed }
  func knownCards() async throws -> [CardName] { [] }
  func freezeCode(cardId: String) async throws -> OfflineCode { throw PhoneError.Closed }
  func startCallerCheck() async throws -> CallerCheckView { throw PhoneError.Closed }
  func finishCallerCheck(employeeId: String, purpose: String, answer: String) async throws -> CallerView {
    throw PhoneError.Closed
  }
  func beginBiometricEnable(code: CodeEntry) async throws -> BiometricPrompt { throw PhoneError.BiometricUnavailable }
  func beginBiometric(purpose: BiometricPurpose) async throws -> BiometricPrompt { throw PhoneError.BiometricOff }
  func beginBiometricApproval(operation: KunciCore.Operation) async throws -> BiometricPrompt {
    throw PhoneError.BiometricOff
  }
  func finishBiometricWrapped(id: String, wrapped: Data) async throws -> BiometricOutcome { throw PhoneError.Closed }
  func finishBiometricUnwrapped(id: String, key: Data) async throws -> BiometricOutcome { throw PhoneError.Closed }
  func finishBiometricFailed(id: String, why: BiometricFailure) async throws -> BiometricOutcome {
    throw PhoneError.Closed
  }
  func biometricsOff() async throws -> TokenView { try await token() }
  func connect() async throws {}
  func disconnect() async throws {}
  func chatSend(text: String, conversation: String?) async throws -> String { "" }
  func chatSendAnyway(text: String, conversation: String?) async throws -> String { "" }
  func chatTyping(conversation: String?) throws {}
  func chatAttach(name: String, content: Data, conversation: String?) async throws -> String { "" }
  func chatAttachAnyway(name: String, content: Data, conversation: String?) async throws -> String { "" }
  func chatAttachment(id: String) async throws -> OpenedChatFile { throw PhoneError.Closed }
  func chatDocumentRequest(language: String, conversation: String?) async throws -> DocumentRequestView? { nil }
  func chatAskForHuman(conversation: String?) async throws {}
  func chatRetry(id: String) async throws {}
  func chatEdit(id: String, text: String) async throws -> String { "" }
  func chatCancel(id: String) async throws {}
  func chatOlder(position: UInt64, most: UInt32, conversation: String?) async throws -> [ChatItem] { [] }
  func chatSearch(typed: String, most: UInt32) async throws -> [ChatFound] { [] }
  func chatConversations() async throws -> [ChatConversation] { [] }
  func chatStart(topic: String) async throws -> String { throw PhoneError.Closed }
  func conversationsChanged(counted: UInt64) async throws -> UInt64 { throw PhoneError.Closed }
  func chatEnd(conversation: String?) async throws {}
  func chatReportScam(conversation: String?) async throws -> UInt32 { 0 }
  func chatFeedback(rating: ChatRating, words: String, conversation: String?) async throws {}
  func chatTranscript(conversation: String?) async throws -> String { throw PhoneError.NotFound }
  func chatCheckTranscript(text: String) throws -> TranscriptCheck { throw PhoneError.Closed }
  func chatNextBatch(afterRevision: UInt64, conversation: String?) async throws -> ChatBatch { throw PhoneError.Closed }
  func channels(language: String) async throws -> ChannelsView { throw PhoneError.Closed }
  func callBacks(language: String) async throws -> CallBacksView {
    CallBacksView(calls: [], windows: [], number: "•••• 4321")
  }
  func askForCall(reason: CallReason, fromMs: Int64, language: String) async throws -> CallBackView {
    throw PhoneError.Closed
  }
  func cancelCall(id: String, language: String) async throws -> CallBackView { throw PhoneError.Closed }
  func remindUserId(number: String, language: String) async throws {}
  func checkContacts(text: String, language: String) async throws -> [ContactCheck] { [] }
  func checkPasted(text: String, language: String) throws -> [SafetyMark] { [] }
  func shutDown() {}
}

/// A phone without sensors.
struct PreviewBiometrics: BiometricHost {
  func wrap(_ plaintext: Data, _ words: PromptWords) async -> BiometricAnswer { .unavailable }
  func unwrap(_ wrapped: Data, _ words: PromptWords) async -> BiometricAnswer { .unavailable }
  func forget() {}
}

/// A phone that cannot tell where it is.
@MainActor final class PreviewPlaces: PlaceHost {
  var trusted: Set<String> = []
  func read() async -> PlaceReading { .hidden }
  func askToSee() {}
}

/// A phone without files.
@MainActor final class PreviewPapers: PaperHost {
  func pick() async -> Data? { nil }
  func show(_ paper: Data) {}
  func hide() {}
}

extension PhoneHost {
  @MainActor static let preview = PhoneHost(
    biometrics: PreviewBiometrics(), places: PreviewPlaces(), papers: PreviewPapers(), surroundings: { Surroundings() },
    isRooted: { nil })
}
