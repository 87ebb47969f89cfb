import CallKit
import Foundation
import KunciCore
import Network
import Screens
import SecureEnclaveHost
import SwiftUI
import ViewModels

/// The app for an Xcode project: it has the packages BankKit and App as dependencies, and the bank's configuration as the
/// resource `bank.json`. It is parsed, not compiled, where there is no Apple SDK.
@main
struct KunciApp: App {
  /// Nil when the core could not be opened; then the reason is shown.
  @State private var root: RootModel?
  @State private var problem: String?
  @Environment(\.scenePhase) private var phase
  private let calls = CXCallObserver()
  private let language = Language(rawValue: Locale.current.language.languageCode?.identifier ?? "") ?? .english

  var body: some Scene {
    WindowGroup {
      if let root {
        RootView(root: root)
          .task { await root.watch() }
          .task { for await _ in NWPathMonitor() { root.hasAnotherNetwork() } }
          .onChange(of: phase) { phaseChanged(root) }
          .simultaneousGesture(DragGesture(minimumDistance: 0).onChanged { _ in root.touched() })
          .onReceive(NotificationCenter.default.publisher(for: UITextField.textDidChangeNotification)) { _ in
            root.touched()
          }
      } else if let problem {
        Text(verbatim: problem)
      } else {
        ProgressView(Strings(language).busy).task { open() }
      }
    }
  }

  /// In the background the system waits for the core to come to rest.
  private func phaseChanged(_ root: RootModel) {
    switch phase {
    case .active: Task { await root.isBack() }
    case .background:
      let rest = UIApplication.shared.beginBackgroundTask()
      Task {
        await root.leaves()
        UIApplication.shared.endBackgroundTask(rest)
      }
    default: break
    }
  }

  /// Opens the profile: not in a backup, readable only after the first unlock.
  private func open() {
    do {
      var profile = URL.applicationSupportDirectory.appending(path: "profile", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(
        at: profile, withIntermediateDirectories: true,
        attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication])
      var values = URLResourceValues()
      values.isExcludedFromBackup = true
      try profile.setResourceValues(values)
      let file = Bundle.main.url(forResource: "bank", withExtension: "json")
      guard let file else { throw PhoneError.ConfigInvalid }
      let config = try String(contentsOf: file, encoding: .utf8)
      let keys = try SecureEnclaveDeviceKeys(service: "id.kunci.device-keys")
      let phone = try Phone.openInSession(
        profileDir: profile.path, bankConfigJson: config, keys: keys, bootSession: BootSession.current())
      let host = PhoneHost(
        biometrics: BiometricEnclave(service: "id.kunci.biometric"), places: WifiPlaces(),
        papers: PhonePapers(), surroundings: { [calls] in Surroundings.now(calls) },
        isRooted: { await Task.detached { PhoneIntegrity().isRooted() }.value })
      root = RootModel(phone: phone, host: host, language: language)
    } catch {
      let refusal = error as? PhoneError ?? (error is DeviceKeyError ? .KeysUnavailable : .Internal)
      let told = explain(error: refusal, language: language.tag)
      problem = "\(told.title)\n\(told.body)\n\(told.action)"
    }
  }
}

extension Surroundings {
  /// What iOS tells without asking the customer. The place is for `WifiPlaces` to say.
  @MainActor static func now(_ calls: CXCallObserver) -> Surroundings {
    let isCalling = calls.calls.contains { !$0.hasEnded }
    let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
    return Surroundings(onCall: isCalling, screenShared: scenes.contains { $0.screen.isCaptured })
  }
}
