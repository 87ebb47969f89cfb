import SwiftUI
import ViewModels

/// The whole app: the screen that the root model shows.
public struct RootView: View {
  private let root: RootModel

  public init(root: RootModel) {
    self.root = root
  }

  public var body: some View {
    NavigationStack {
      switch root.screen {
      case .signIn(let model): SignInView(model: model)
      case .register(let model): RegistrationView(model: model)
      case .unlock(let model): UnlockView(model: model)
      case .home(let model): HomeView(model: model, root: root)
      case .otp(let model): leavable({ model.close() }) { OtpView(model: model) }
      case .approval(let model): ApprovalView(model: model)
      case .cards(let model): leavable({ model.close() }) { CardsView(model: model) }
      case .chat(let model): leavable({ await model.close() }) { ChatView(model: model) }
      }
    }
  }

  /// A screen with a way back; leaving closes its model, since cancelling does not reach the core.
  private func leavable<Content: View>(
    _ close: @escaping @MainActor () async -> Void, @ViewBuilder content: () -> Content
  ) -> some View {
    VStack {
      Button(Strings(root.language).back, systemImage: "chevron.left") {
        Task {
          await close()
          root.showHome()
        }
      }
      content()
    }
  }
}
