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
    case home(HomeModel)
    case otp(OtpModel)
    case approval(ApprovalModel)
    case cards(CardsModel)
    case chat(ChatModel)
    case alerts(AlertsModel)
    case security(SecurityModel)
    case token(TokenModel)
    case resume(ResumeModel)
    case password(PasswordModel)
    case scan(ScanModel)
    case typed(TypedModel)
    case freezeCode(FreezeCodeModel)
    case caller(CallerModel)
    case changeCode(ChangeCodeModel)
    case hardwareToken(HardwareTokenModel)
    case trustedPlaces(TrustedPlacesModel)
  }

  public private(set) var screen: Screen
  public let language: Language
  @ObservationIgnored private let phone: any PhonePort
  @ObservationIgnored private let host: PhoneHost
  @ObservationIgnored private var customerName = ""
  /// The bank said that this session may do everything.
  @ObservationIgnored private var isFull = false

  public init(phone: any PhonePort, host: PhoneHost, language: Language) {
    self.phone = phone
    self.host = host
    self.language = language
    // The closure of the first screen needs `self`, so a screen without one stands in until the next line.
    screen = .signIn(SignInModel(phone: phone, language: language) { _, _ in })
    showSignIn()
  }

  public func showSignIn() {
    isFull = false
    screen = .signIn(
      SignInModel(phone: phone, language: language) { [weak self] session, token in
        self?.follow(session, token)
      })
  }

  /// Where "back" leads.
  public func leave() {
    if isFull { showHome() } else { showSignIn() }
  }

  public func showHome() {
    screen = .home(HomeModel(phone: phone, customerName: customerName, language: language))
  }

  public func showOtp() {
    screen = .otp(OtpModel(phone: phone, language: language))
  }

  public func showCards() {
    screen = .cards(
      CardsModel(phone: phone, language: language) { [weak self] operation in
        self?.show(operation) { $0.showCards() }
      })
  }

  public func showChat() {
    screen = .chat(ChatModel(port: phone, language: language))
  }

  public func showAlerts() {
    screen = .alerts(AlertsModel(phone: phone, language: language))
  }

  public func showSecurity() {
    screen = .security(SecurityModel(language: language))
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

  public func showCaller() {
    screen = .caller(CallerModel(phone: phone, language: language))
  }

  public func showChangeCode() {
    screen = .changeCode(ChangeCodeModel(phone: phone, language: language))
  }

  public func showHardwareToken() {
    screen = .hardwareToken(HardwareTokenModel(phone: phone, language: language))
  }

  public func showTrustedPlaces() {
    screen = .trustedPlaces(
      TrustedPlacesModel(phone: phone, language: language) { [weak self] operation in
        self?.show(operation) { $0.showTrustedPlaces() }
      })
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

  /// Closes what is shown and the core: secrets leave memory, later calls answer "closed".
  public func close() async {
    switch screen {
    case .signIn(let model): model.close()
    case .register(let model): model.close()
    case .unlock(let model): model.close()
    case .home(let model): model.close()
    case .otp(let model): model.close()
    case .approval(let model): model.close()
    case .cards(let model): model.close()
    case .chat(let model): await model.close()
    case .alerts(let model): model.close()
    case .security: break
    case .token(let model): model.close()
    case .resume(let model): model.close()
    case .password(let model): model.close()
    case .scan(let model): model.close()
    case .typed(let model): model.close()
    case .freezeCode(let model): model.close()
    case .caller(let model): model.close()
    case .changeCode(let model): model.close()
    case .hardwareToken(let model): model.close()
    case .trustedPlaces(let model): model.close()
    }
    phone.shutDown()
  }

  private func follow(_ session: SessionView, _ token: TokenView) {
    customerName = session.customerName
    isFull = session.full
    if session.full {
      showHome()
    } else {
      switch token.stage {
      case .active: showUnlock()
      case .none: showRegistration()
      case .pending: showResume()
      case .locked, .suspended, .superseded: showToken()
      }
    }
  }

  public func showToken() {
    screen = .token(
      TokenModel(phone: phone, language: language) { [weak self] operation in
        self?.show(operation) { $0.showToken() }
      })
  }

  private func showResume() {
    screen = .resume(ResumeModel(phone: phone, language: language) { [weak self] in self?.showUnlock() })
  }

  public func showRegistration() {
    screen = .register(RegistrationModel(phone: phone, language: language) { [weak self] in self?.showUnlock() })
  }

  private func showUnlock() {
    screen = .unlock(
      UnlockModel(phone: phone, language: language) { [weak self] session in
        self?.customerName = session.customerName
        self?.isFull = session.full
        self?.showHome()
      })
  }

  private func show(_ operation: KunciCore.Operation, then next: @escaping @MainActor (RootModel) -> Void) {
    screen = .approval(
      ApprovalModel(phone: phone, operation: operation, language: language, surroundings: host.surroundings) {
        [weak self] in
        if let self { next(self) }
      })
  }
}
