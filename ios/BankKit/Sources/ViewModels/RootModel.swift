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
  }

  public private(set) var screen: Screen
  public let language: Language
  @ObservationIgnored private let phone: any PhonePort
  @ObservationIgnored private var customerName = ""

  public init(phone: any PhonePort, language: Language) {
    self.phone = phone
    self.language = language
    // The closure of the first screen needs `self`, so a screen without one stands in until the next line.
    screen = .signIn(SignInModel(phone: phone, language: language) { _, _ in })
    showSignIn()
  }

  public func showSignIn() {
    screen = .signIn(
      SignInModel(phone: phone, language: language) { [weak self] session, token in
        self?.follow(session, token)
      })
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
    }
    phone.shutDown()
  }

  private func follow(_ session: SessionView, _ token: TokenView) {
    customerName = session.customerName
    if session.full {
      showHome()
    } else if token.stage == .active {
      showUnlock()
    } else {
      showRegistration()
    }
  }

  private func showRegistration() {
    screen = .register(RegistrationModel(phone: phone, language: language) { [weak self] in self?.showUnlock() })
  }

  private func showUnlock() {
    screen = .unlock(
      UnlockModel(phone: phone, language: language) { [weak self] session in
        self?.customerName = session.customerName
        self?.showHome()
      })
  }

  private func show(_ operation: KunciCore.Operation, then next: @escaping @MainActor (RootModel) -> Void) {
    screen = .approval(
      ApprovalModel(phone: phone, operation: operation, language: language) { [weak self] in
        if let self { next(self) }
      })
  }
}
