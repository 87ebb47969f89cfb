import SwiftUI
import ViewModels

/// What is done with the token now and then.
struct SecurityView: View {
  let model: SecurityModel
  let root: RootModel

  var body: some View {
    List {
      Button(model.strings.token) { root.showToken() }
      Button(model.strings.changeCode) { root.showChangeCode() }
      Button(model.strings.biometrics) { root.showBiometrics() }
      Button(model.strings.changePassword) { root.showPassword() }
      Button(model.strings.hardwareToken) { root.showHardwareToken() }
      Button(model.strings.number) { root.showNumber() }
      Button(model.strings.emergencyKey) { root.showEmergencyKey() }
      Button(model.strings.trustedPlaces) { root.showTrustedPlaces() }
      Button(model.strings.privacy) { root.showPrivacy() }
      Button(model.strings.session) { root.showSession() }
    }
    .navigationTitle(model.strings.security)
  }
}
