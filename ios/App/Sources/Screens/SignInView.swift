import SwiftUI
import ViewModels

/// User id and password.
struct SignInView: View {
  @Bindable var model: SignInModel
  let root: RootModel

  var body: some View {
    Form {
      if let outage = model.outage { Text(verbatim: outage).font(.headline) }
      TextField(model.strings.userId, text: $model.userId).autocorrectionDisabled()
      SecureField(model.strings.password, text: $model.password)
      Button(model.strings.signIn) { Task { await model.signIn() } }
        .buttonStyle(.borderedProminent)
        .disabled(model.work.isRunning)
      TipsView(moment: .signIn, strings: model.strings)
      Heading(model.strings.withoutSigningIn)
      Button(model.strings.otp) { root.showOtp() }
      Button(model.strings.freezeCode) { root.showFreezeCode() }
      Button(model.strings.queue) { root.showQueue() }
      Button(model.strings.scan) { root.showScan() }
      Button(model.strings.typed) { root.showTyped() }
      Button(model.strings.callerCheck) { root.showCaller() }
      Button(model.strings.help) { root.showHelp() }
      Button(model.strings.alerts) { root.showAlerts() }
      Button(model.strings.outages) { root.showOutages() }
      Button(model.strings.rights) { root.showRights() }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.signIn)
    .task { await model.load() }
    .secret(model.strings)
  }
}

/// The Unlock Code after the password.
struct UnlockView: View {
  let model: UnlockModel
  let root: RootModel

  var body: some View {
    ScrollView {
      CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
      Button(model.strings.unlock) { Task { await model.unlock() } }
        .buttonStyle(.borderedProminent)
        .disabled(!model.pad.isFull || model.work.isRunning)
      if model.hasFinger {
        Button(model.strings.useFinger) { Task { await model.unlockByFinger() } }.disabled(model.work.isRunning)
      }
      Button(model.strings.session) { root.showSession() }.disabled(model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.unlockCode)
    .task { await model.load() }
    .secret(model.strings)
  }
}
