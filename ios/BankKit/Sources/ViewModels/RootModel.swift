import KunciCore
import Observation

/// The whole app: which screen is shown. What a session or a token allows, the core has said; this only follows.
@MainActor @Observable
public final class RootModel {
  /// The screen that is shown, with its model.
  public enum Screen {
    case signIn(SignInModel)
    case register(RegistrationModel)
    case unlock(UnlockModel)
    case stepUp(StepUpModel)
    case home(HomeModel)
    case otp(OtpModel)
    case approval(ApprovalModel)
    case cards(CardsModel)
    case chat(ChatModel)
    case chats(ChatsModel)
    case alerts(AlertsModel)
    case security(SecurityModel)
    case token(TokenModel)
    case resume(ResumeModel)
    case password(PasswordModel)
    case biometrics(BiometricsModel)
    case scan(ScanModel)
    case typed(TypedModel)
    case freezeCode(FreezeCodeModel)
    case caller(CallerModel)
    case help(HelpModel)
    case callBack(CallBackModel)
    case userId(UserIdModel)
    case changeCode(ChangeCodeModel)
    case hardwareToken(HardwareTokenModel)
    case trustedPlaces(TrustedPlacesModel)
    case privacy(PrivacyModel)
    case session(SessionModel)
    case hardwareSignIn(HardwareSignInModel)
    case number(NumberModel)
    case operations(OperationsModel)
    case controls(ControlsModel)
    case watch(WatchModel)
    case payments(PaymentsModel)
    case spending(SpendingModel)
    case subscriptions(SubscriptionsModel)
    case why(WhyModel)
    case will(WillModel)
    case receipts(ReceiptsModel)
    case life(LifeModel)
    case cardPin(CardPinModel)
    case cardDetails(CardDetailsModel)
    case orderVirtual(OrderModel)
    case wallets(WalletsModel)
    case queue(QueueModel)
    case outages(OutagesModel)
    case rights(RightsModel)
    case complaints(WrittenModel)
    case letters(WrittenModel)
    case disputes(DisputesModel)
    case dispute(DisputeModel)
    case disputeDraft(DisputeDraftModel)
    case statements(StatementsModel)
    case emergencyKey(EmergencyKeyModel)
  }

  public private(set) var screen: Screen
  /// The session ends soon; nil while it has more than a minute.
  public private(set) var warning: SessionWarning?
  public let language: Language
  @ObservationIgnored private let phone: any PhonePort
  @ObservationIgnored private let host: PhoneHost
  @ObservationIgnored private var customerName = ""
  /// What the bank said of the session.
  @ObservationIgnored private var session: SessionView?
  /// How the token was when the session was opened.
  @ObservationIgnored private var token: TokenView?

  public init(phone: any PhonePort, host: PhoneHost, language: Language) {
    self.phone = phone
    self.host = host
    self.language = language
    // The closure of the first screen needs `self`, so a screen without one stands in until the next line.
    screen = .signIn(SignInModel(phone: phone, language: language) { _, _ in })
    showSignIn()
  }

  public func showSignIn() {
    forgetSession()
    screen = .signIn(
      SignInModel(phone: phone, language: language) { [weak self] session, token in
        self?.follow(session, token)
      })
  }

  private func forgetSession() {
    session = nil
    token = nil
    customerName = ""
    warning = nil
  }

  /// Where "back" leads.
  public func leave() {
    if isOpen { showHome() } else { showSignIn() }
  }

  /// The session may do everything, or look.
  private var isOpen: Bool { session.map { $0.full || $0.mayLook } ?? false }

  /// A session is open, whatever it may do.
  public var hasSession: Bool { session != nil }

  /// Back from the session to where it led; signing in again is not needed.
  public func leaveSession() {
    if isOpen { showHome() } else if session == nil { showSignIn() } else { showWay() }
  }

  /// Back from what is reached through the token's settings, or without them through the session.
  public func leaveSettings() {
    if session?.full == true { showSecurity() } else { showSession() }
  }

  public func showSession() {
    guard let session else { return showSignIn() }
    screen = .session(SessionModel(phone: phone, session: session, language: language))
  }

  public func show(_ way: SessionModel.Way) {
    switch way {
    case .unlock: showUnlock()
    case .resume: showResume()
    case .register: showRegistration()
    case .look: showHardwareSignIn()
    case .hardwareToken: showHardwareToken()
    case .phoneNumber: showNumber()
    }
  }

  private func showHardwareSignIn() {
    screen = .hardwareSignIn(
      HardwareSignInModel(phone: phone, language: language) { [weak self] session in
        self?.session = session
        self?.showHome()
      })
  }

  public func showNumber() {
    screen = .number(
      NumberModel(phone: phone, isFull: session?.full == true, language: language) { [weak self] operation in
        self?.show(operation) { $0.showNumber() }
      })
  }

  public func showOperations() {
    screen = .operations(OperationsModel(phone: phone, language: language))
  }

  public func showHome() {
    screen = .home(HomeModel(phone: phone, customerName: customerName, session: session, language: language))
  }

  public func showOtp() {
    screen = .otp(
      OtpModel(phone: phone, biometrics: host.biometrics, language: language) { [weak self] in self?.showToken() })
  }

  public func showCards() {
    screen = .cards(
      CardsModel(phone: phone, language: language) { [weak self] operation in
        self?.show(operation) { $0.showCards() }
      })
  }

  public func showControls(_ cardId: String) {
    screen = .controls(
      ControlsModel(phone: phone, cardId: cardId, language: language) { [weak self] operation in
        self?.show(operation) { $0.showControls(cardId) }
      })
  }

  public func showWatch(_ cardId: String) {
    screen = .watch(
      WatchModel(phone: phone, cardId: cardId, language: language) { [weak self] operation in
        self?.show(operation) { $0.showWatch(cardId) }
      })
  }

  public func showLife(_ cardId: String) {
    screen = .life(
      LifeModel(phone: phone, cardId: cardId, language: language) { [weak self] operation in
        self?.show(operation) { $0.showLife(cardId) }
      })
  }

  public func showCardPin(_ cardId: String) {
    screen = .cardPin(
      CardPinModel(phone: phone, cardId: cardId, language: language) { [weak self] operation in
        self?.show(operation) { $0.showLife(cardId) }
      })
  }

  /// A virtual card beside a card.
  public func showOrderVirtual(_ cardId: String) {
    screen = .orderVirtual(
      OrderModel(phone: phone, cardId: cardId, language: language) { [weak self] operation in
        self?.show(operation) { $0.showLife(cardId) }
      })
  }

  /// The wallets in which a card is.
  public func showWallets(_ cardId: String) {
    screen = .wallets(
      WalletsModel(phone: phone, cardId: cardId, language: language) { [weak self] operation in
        self?.show(operation) { $0.showWallets(cardId) }
      })
  }

  /// The number of the card whose reveal was approved.
  public func showCardDetails(_ operationId: String) {
    screen = .cardDetails(CardDetailsModel(phone: phone, operationId: operationId, language: language))
  }

  public func showQueue() {
    screen = .queue(QueueModel(phone: phone, language: language))
  }

  /// Back from the requests: to the cards, or without a session to the sign-in.
  public func leaveQueue() {
    if isOpen { showCards() } else { showSignIn() }
  }

  /// Of one card; nil for all. `spent`: of one kind in one month.
  public func showPayments(_ cardId: String?, spent: Spent? = nil) {
    screen = .payments(
      PaymentsModel(phone: phone, cardId: cardId, spent: spent, language: language) { [weak self] operation in
        self?.show(operation) { $0.showPayments(cardId, spent: spent) }
      })
  }

  /// Back from payments: to where their list was opened.
  public func leavePayments(_ model: PaymentsModel) {
    if model.spent == nil { showCards() } else { showSpending(model.cardId) }
  }

  /// With one card; nil for all.
  public func showSpending(_ cardId: String?) {
    screen = .spending(SpendingModel(phone: phone, cardId: cardId, language: language))
  }

  /// Of one card; nil for all.
  public func showSubscriptions(_ cardId: String?) {
    screen = .subscriptions(
      SubscriptionsModel(phone: phone, cardId: cardId, language: language) { [weak self] operation in
        self?.show(operation) { $0.showSubscriptions(cardId) }
      })
  }

  public func showWhy(_ cardId: String) {
    screen = .why(WhyModel(phone: phone, cardId: cardId, language: language))
  }

  public func showWill(_ cardId: String) {
    screen = .will(WillModel(phone: phone, cardId: cardId, language: language))
  }

  public func showReceipts() {
    screen = .receipts(ReceiptsModel(phone: phone, language: language))
  }

  public func showDisputes() {
    screen = .disputes(DisputesModel(phone: phone, language: language))
  }

  /// One that the bank has.
  public func showDispute(_ id: String) {
    screen = .dispute(DisputeModel(phone: phone, disputeId: id, papers: host.papers, language: language))
  }

  /// A new one, or a draft.
  public func showDispute(about subject: DisputeDraftModel.Subject) {
    screen = .disputeDraft(
      DisputeDraftModel(
        phone: phone, about: subject, papers: host.papers, language: language,
        onFiled: { [weak self] in self?.showDispute($0) }, onGone: { [weak self] in self?.showDisputes() }))
  }

  public func showStatements() {
    screen = .statements(StatementsModel(phone: phone, papers: host.papers, language: language))
  }

  public func showChat() {
    screen = .chat(ChatModel(port: phone, papers: host.papers, language: language))
  }

  /// One that was begun about a topic; without an id the general one.
  public func showConversation(_ id: String?, about title: String) {
    guard let id else { return showChat() }
    screen = .chat(
      ChatModel(port: phone, papers: host.papers, conversation: id, title: title, language: language))
  }

  public func showChats() {
    screen = .chats(ChatsModel(port: phone, language: language))
  }

  /// Where leaving a conversation leads.
  public func leaveChat(_ model: ChatModel) {
    if model.conversation == nil { leave() } else { showChats() }
  }

  public func showAlerts() {
    screen = .alerts(AlertsModel(phone: phone, language: language))
  }

  public func showOutages() {
    screen = .outages(OutagesModel(phone: phone, language: language))
  }

  public func showRights() {
    screen = .rights(RightsModel(session: session, language: language))
  }

  public func showComplaints() {
    screen = .complaints(WrittenModel(phone: phone, way: .complaint, language: language))
  }

  public func showLetters() {
    screen = .letters(WrittenModel(phone: phone, way: .letter, language: language))
  }

  public func showSecurity() {
    screen = .security(SecurityModel(language: language))
  }

  /// What is so around the phone, asked when it matters.
  private var now: @MainActor () async -> Surroundings {
    { [host] in await host.now() }
  }

  public func showBiometrics() {
    screen = .biometrics(BiometricsModel(phone: phone, host: host.biometrics, language: language, surroundings: now))
  }

  public func showPassword() {
    screen = .password(
      PasswordModel(phone: phone, language: language) { [weak self] operation in
        self?.show(operation) { $0.showSecurity() }
      })
  }

  public func showScan() {
    screen = .scan(ScanModel(phone: phone, language: language, camera: host.scan))
  }

  public func showTyped() {
    screen = .typed(TypedModel(phone: phone, language: language))
  }

  public func showFreezeCode() {
    screen = .freezeCode(FreezeCodeModel(phone: phone, language: language))
  }

  public func showHelp() {
    screen = .help(HelpModel(port: phone, session: session, language: language))
  }

  public func showCallBack() {
    screen = .callBack(CallBackModel(phone: phone, language: language))
  }

  public func showUserId() {
    screen = .userId(UserIdModel(phone: phone, language: language))
  }

  /// Goes where the guide leads; false for what is on the screen of the help itself.
  public func follow(_ advice: GuideAdvice) -> Bool {
    if advice.signInFirst {
      showSignIn()
      return true
    }
    switch advice.act {
    case .signIn: showSignIn()
    case .freeze, .why: showCards()
    case .freezeCode: showFreezeCode()
    case .token: showToken()
    case .caller: showCaller()
    case .outages: showOutages()
    case .changeCode: showChangeCode()
    case .password: showPassword()
    case .chat: showChat()
    case .dispute: showPayments(nil)
    case .callBack: showCallBack()
    case .userId: showUserId()
    case .channels, .checkMessage: return false
    }
    return true
  }

  public func showCaller() {
    screen = .caller(CallerModel(phone: phone, language: language))
  }

  public func showChangeCode() {
    screen = .changeCode(ChangeCodeModel(phone: phone, language: language, surroundings: now))
  }

  public func showHardwareToken() {
    screen = .hardwareToken(HardwareTokenModel(phone: phone, language: language))
  }

  public func showTrustedPlaces() {
    screen = .trustedPlaces(
      TrustedPlacesModel(phone: phone, places: host.places, language: language) { [weak self] operation in
        self?.show(operation) { $0.showTrustedPlaces() }
      })
  }

  public func showEmergencyKey() {
    screen = .emergencyKey(
      EmergencyKeyModel(phone: phone, language: language) { [weak self] operation in
        self?.show(operation) { $0.showEmergencyKey() }
      })
  }

  public func showPrivacy() {
    screen = .privacy(PrivacyModel(phone: phone, language: language))
  }

  /// Shows an operation that waits on the home screen.
  public func showApproval(_ id: HomeModel.Row.ID, of home: HomeModel) {
    if let operation = home.operation(id) { show(operation) { $0.showHome() } }
  }

  public func signOut(from home: HomeModel) async {
    await home.signOut()
    home.close()
    showSignIn()
  }

  /// Looks how the session stands, every second and when the app comes to the front: time goes on in the background.
  public func watch() async {
    while !Task.isCancelled {
      await look()
      try? await Task.sleep(for: .seconds(1))
    }
  }

  /// The app is in front again: the core goes on, and what became of the session meanwhile is shown first.
  public func isBack() async {
    // What cannot be opened is said by the screen that needs it.
    try? await phone.resume()
    await look()
  }

  /// The app goes to the background, where the system stops it soon: the core comes to rest before that.
  public func leaves() async {
    // What nobody else may see goes at once.
    if case .cardDetails(let model) = screen { model.hide() }
    try? await phone.pause(deadlineMs: Self.restMs)
  }

  /// iOS gives about five seconds without being asked.
  private static let restMs: UInt32 = 4_000

  /// The phone has another network.
  public func hasAnotherNetwork() { try? phone.networkChanged() }

  /// Warns, and leaves everything when the session has ended.
  public func look() async {
    guard hasSession, let watch = try? await phone.watchSession() else { return }
    await follow(watch)
  }

  /// Somebody touched the screen, or typed.
  public func touched() {
    guard hasSession, (try? phone.touched()) != nil else { return }
    if warning?.canStay == true { warning = nil }
  }

  /// The customer wants to stay signed in. Without a network the core has taken note, and the bank hears of it later.
  public func stay() async {
    do {
      await follow(try await phone.staySignedIn())
    } catch {
      await look()
      if hasSession, case .SessionEnded? = error as? PhoneError { await leaveAll(Problem(.SessionEnded, language)) }
    }
  }

  private func follow(_ watch: SessionWatch) async {
    warning = watch.secondsLeft.map { SessionWarning(seconds: $0, canStay: watch.canStay) }
    guard let end = watch.ended else { return }
    // A phone that was replaced is told so where it can say "not me", without a session.
    if end == .elsewhere, case .token = screen { return forgetSession() }
    await leaveAll(Problem(end, language))
  }

  /// Nothing of the customer stays on the screen.
  private func leaveAll(_ why: Problem) async {
    await closeScreen()
    showSignIn()
    if case .signIn(let model) = screen { model.work.tell(why) }
  }

  /// Closes what is shown and the core: secrets leave memory, later calls answer "closed".
  public func close() async {
    await closeScreen()
    phone.shutDown()
  }

  private func closeScreen() async {
    switch screen {
    case .signIn(let model): model.close()
    case .register(let model): model.close()
    case .unlock(let model): model.close()
    case .stepUp(let model): model.close()
    case .home(let model): model.close()
    case .otp(let model): model.close()
    case .approval(let model): model.close()
    case .cards(let model): model.close()
    case .chat(let model): await model.close()
    case .chats(let model): model.close()
    case .alerts(let model): model.close()
    case .security: break
    case .token(let model): model.close()
    case .resume(let model): model.close()
    case .password(let model): model.close()
    case .biometrics(let model): model.close()
    case .scan(let model): model.close()
    case .typed(let model): model.close()
    case .freezeCode(let model): model.close()
    case .caller(let model): model.close()
    case .help(let model): model.close()
    case .callBack(let model): model.close()
    case .userId(let model): model.close()
    case .changeCode(let model): model.close()
    case .hardwareToken(let model): model.close()
    case .trustedPlaces(let model): model.close()
    case .privacy(let model): model.close()
    case .session(let model): model.close()
    case .hardwareSignIn(let model): model.close()
    case .number(let model): model.close()
    case .operations(let model): model.close()
    case .controls(let model): model.close()
    case .watch(let model): model.close()
    case .payments(let model): model.close()
    case .spending(let model): model.close()
    case .subscriptions(let model): model.close()
    case .why(let model): model.close()
    case .will(let model): model.close()
    case .receipts(let model): model.close()
    case .life(let model): model.close()
    case .cardPin(let model): model.close()
    case .cardDetails(let model): model.close()
    case .orderVirtual(let model): model.close()
    case .wallets(let model): model.close()
    case .queue(let model): model.close()
    case .outages(let model): model.close()
    case .rights: break
    case .complaints(let model), .letters(let model): model.close()
    case .disputes(let model): model.close()
    case .dispute(let model): model.close()
    case .disputeDraft(let model): model.close()
    case .statements(let model): model.close()
    case .emergencyKey(let model): model.close()
    }
  }

  private func follow(_ session: SessionView, _ token: TokenView) {
    customerName = session.customerName
    self.session = session
    self.token = token
    if session.full { showHome() } else { showWay() }
  }

  private func showWay() {
    guard let token else { return showRegistration() }
    switch token.stage {
    case .active:
      // One that was set back opens nothing.
      if token.setBack { showToken() } else { showUnlock() }
    case .none: showRegistration()
    case .pending: showResume()
    case .locked, .suspended, .superseded: showToken()
    }
  }

  public func showToken() {
    screen = .token(
      TokenModel(phone: phone, language: language) { [weak self] operation in
        self?.show(operation) { $0.showToken() }
      })
  }

  private func showResume(told: Problem? = nil) {
    screen = .resume(
      ResumeModel(phone: phone, told: told, language: language) { [weak self] in self?.showUnlock() })
  }

  public func showRegistration() {
    screen = .register(
      RegistrationModel(
        phone: phone, camera: host.scan, language: language, onPending: { [weak self] in self?.showResume(told: $0) },
        onDone: { [weak self] in self?.showUnlock() }))
  }

  private func showUnlock() {
    screen = .unlock(
      UnlockModel(
        phone: phone, biometrics: host.biometrics, language: language, isRooted: host.isRooted,
        onOtherWay: { [weak self] way in
          guard let self else { return }
          switch way {
          case .stepUp: showStepUp()
          case .token: showToken()
          }
        },
        onSession: { [weak self] session in
          self?.customerName = session.customerName
          self?.session = session
          self?.showHome()
        }))
  }

  private func showStepUp() {
    screen = .stepUp(
      StepUpModel(
        phone: phone, language: language, onClosed: { [weak self] in self?.signInAgain(after: .StepUpClosed) },
        onDone: { [weak self] in self?.showUnlock() }))
  }

  private func signInAgain(after refusal: PhoneError) {
    showSignIn()
    if case .signIn(let model) = screen { model.work.fail(refusal) }
  }

  private func show(_ operation: KunciCore.Operation, then next: @escaping @MainActor (RootModel) -> Void) {
    screen = .approval(
      ApprovalModel(
        phone: phone, operation: operation, biometrics: host.biometrics, language: language,
        surroundings: now, onLife: { [weak self] in self?.showLife($0) },
        onReveal: { [weak self] in self?.showCardDetails($0) }
      ) { [weak self] in
        if let self { next(self) }
      })
  }
}
