import SwiftUI
import ViewModels

/// The whole app: the screen that the root model shows.
public struct RootView: View {
  private let root: RootModel

  public init(root: RootModel) {
    self.root = root
  }

  public var body: some View {
    VStack {
      if let warning = root.warning { SessionWarningView(warning: warning, root: root) }
      shown
    }
  }

  private var shown: some View {
    NavigationStack {
      switch root.screen {
      case .signIn(let model): SignInView(model: model, root: root)
      case .register(let model): RegistrationView(model: model, root: root)
      case .unlock(let model): UnlockView(model: model, root: root)
      case .stepUp(let model): leavable({ model.close() }, to: root.showSignIn) { StepUpScreen(model: model) }
      case .session(let model):
        leavable({ model.close() }, to: root.leaveSession) { SessionScreen(model: model, root: root) }
      case .hardwareSignIn(let model):
        leavable({ model.close() }, to: root.showSession) { HardwareSignInScreen(model: model) }
      case .number(let model): leavable({ model.close() }, to: root.leaveSettings) { NumberScreen(model: model) }
      case .operations(let model): leavable({ model.close() }) { OperationsScreen(model: model) }
      case .home(let model): HomeView(model: model, root: root)
      case .otp(let model): leavable({ model.close() }) { OtpView(model: model) }
      case .approval(let model): ApprovalView(model: model)
      case .cards(let model): leavable({ model.close() }) { CardsView(model: model, root: root) }
      case .controls(let model):
        leavable({ model.close() }, to: root.showCards) { ControlsScreen(model: model, root: root) }
      case .watch(let model): leavable({ model.close() }, to: root.showCards) { WatchScreen(model: model) }
      case .payments(let model):
        leavable({ model.close() }, to: { root.leavePayments(model) }) { PaymentsScreen(model: model, root: root) }
      case .spending(let model):
        leavable({ model.close() }, to: root.showCards) { SpendingScreen(model: model, root: root) }
      case .subscriptions(let model):
        leavable({ model.close() }, to: root.showCards) { SubscriptionsScreen(model: model) }
      case .why(let model): leavable({ model.close() }, to: root.showCards) { WhyScreen(model: model, root: root) }
      case .will(let model): leavable({ model.close() }, to: root.showCards) { WillScreen(model: model, root: root) }
      case .receipts(let model): leavable({ model.close() }, to: root.showCards) { ReceiptsScreen(model: model) }
      case .disputes(let model):
        leavable({ model.close() }, to: root.showCards) { DisputesScreen(model: model, root: root) }
      case .dispute(let model): leavable({ model.close() }, to: root.showDisputes) { DisputeScreen(model: model) }
      case .disputeDraft(let model):
        leavable({ model.close() }, to: root.showDisputes) { DisputeDraftScreen(model: model) }
      case .statements(let model): leavable({ model.close() }, to: root.showCards) { StatementsScreen(model: model) }
      case .emergencyKey(let model):
        leavable({ model.close() }, to: root.showSecurity) { EmergencyKeyScreen(model: model) }
      case .life(let model): leavable({ model.close() }, to: root.showCards) { LifeScreen(model: model, root: root) }
      case .cardPin(let model):
        leavable({ model.close() }, to: { root.showLife(model.cardId) }) { CardPinScreen(model: model) }
      case .orderVirtual(let model):
        leavable({ model.close() }, to: { root.showLife(model.cardId) }) { OrderScreen(model: model) }
      case .wallets(let model):
        leavable({ model.close() }, to: { root.showLife(model.cardId) }) { WalletsScreen(model: model) }
      case .cardDetails(let model):
        leavable({ model.close() }, to: root.showCards) { CardDetailsScreen(model: model) }
      case .queue(let model): leavable({ model.close() }, to: root.leaveQueue) { QueueScreen(model: model, root: root) }
      case .outages(let model): leavable({ model.close() }) { OutageList(model: model) }
      case .rights(let model): leavable({}) { RightsList(model: model, root: root) }
      case .complaints(let model):
        leavable({ model.close() }, to: root.showRights) { WrittenScreen(model: model) }
      case .letters(let model): leavable({ model.close() }) { WrittenScreen(model: model) }
      case .chat(let model):
        leavable({ await model.close() }, to: { root.leaveChat(model) }) {
          ChatView(
            model: model, onHelp: root.showHelp, onApproval: root.showHome, onCallBack: root.showCallBack,
            onChats: root.showChats)
        }
      case .chats(let model): leavable({ model.close() }) { ChatsView(model: model, root: root) }
      case .alerts(let model):
        leavable({ model.close() }) { AlertList(model: model) { root.showCards() } }
      case .security(let model): leavable({}) { SecurityView(model: model, root: root) }
      case .token(let model):
        leavable({ model.close() }) { TokenScreen(model: model, root: root) }
      case .resume(let model): ResumeView(model: model)
      case .biometrics(let model): leavable({ model.close() }, to: root.showSecurity) { BiometricsView(model: model) }
      case .password(let model): leavable({ model.close() }, to: root.showSecurity) { PasswordView(model: model) }
      case .scan(let model): leavable({ model.close() }) { ScanScreen(model: model) }
      case .typed(let model): leavable({ model.close() }) { TypedScreen(model: model) }
      case .freezeCode(let model): leavable({ model.close() }) { FreezeCodeScreen(model: model) }
      case .caller(let model): leavable({ model.close() }) { CallerScreen(model: model) }
      case .help(let model): leavable({ model.close() }) { HelpView(model: model, root: root) }
      case .callBack(let model): leavable({ model.close() }) { CallBackScreen(model: model, root: root) }
      case .userId(let model): leavable({ model.close() }) { UserIdScreen(model: model) }
      case .changeCode(let model): leavable({ model.close() }, to: root.showSecurity) { ChangeCodeView(model: model) }
      case .hardwareToken(let model):
        leavable({ model.close() }, to: root.leaveSettings) { HardwareTokenScreen(model: model) }
      case .privacy(let model):
        leavable({ model.close() }, to: root.showSecurity) { PrivacyScreen(model: model, root: root) }
      case .trustedPlaces(let model):
        leavable({ model.close() }, to: root.showSecurity) { TrustedPlacesScreen(model: model) }
      }
    }
  }

  /// A screen with a way back; leaving closes its model, since cancelling does not reach the core.
  private func leavable<Content: View>(
    _ close: @escaping @MainActor () async -> Void, to show: (@MainActor () -> Void)? = nil,
    @ViewBuilder content: () -> Content
  ) -> some View {
    VStack {
      Button(Strings(root.language).back, systemImage: "chevron.left") {
        Task {
          await close()
          if let show { show() } else { root.leave() }
        }
      }
      content()
    }
  }
}
