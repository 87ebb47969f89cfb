import KunciCore
import SwiftUI
import ViewModels

/// This phone becomes the token, step by step.
struct RegistrationView: View {
  @Bindable var model: RegistrationModel
  let root: RootModel

  var body: some View {
    ScrollView {
      step
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.register)
    .secret(model.strings)
  }

  @ViewBuilder private var step: some View {
    switch model.step {
    case .start:
      Text(verbatim: model.strings.registerWhy)
      next(model.strings.sendSMS, enabled: true) { await model.begin(.sms) }
      other(model.strings.byDevice) { await model.begin(.hardwareToken) }
      other(model.strings.byOldPhone) { await model.begin(.oldPhone) }
      other(model.strings.byWebsite) { model.beginWithWebsite() }
      other(model.strings.session) { root.showSession() }
    case .oldPhone(let number):
      Text(verbatim: model.strings.compareNumber)
      Text(verbatim: number).font(.largeTitle.monospacedDigit()).accessibilityLabel(spokenDigits(digits: number))
      next(model.strings.approvedThere, enabled: true) { await model.askWhetherApproved() }
    case .website:
      Text(verbatim: model.strings.byWebsiteWhy)
      if model.camera != nil { other(model.strings.scanNow) { await model.scan() } }
      TextField(model.strings.pasteScan, text: $model.pasted).autocorrectionDisabled()
      next(model.strings.readScan, enabled: !model.pasted.isEmpty) { await model.read() }
    case .fingerprint(let shown):
      Text(verbatim: model.strings.fingerprintWhy)
      Text(verbatim: shown.shown).font(.largeTitle.monospacedDigit())
        .accessibilityLabel(spokenDigits(digits: shown.fingerprint))
      Text(verbatim: model.strings.minutes(shown.expiresInSeconds))
      next(model.strings.typedThere, enabled: true) { model.typedThere() }
    case .prove(let sent, let device):
      Text(verbatim: device ? model.strings.deviceSerialIs(sent.sentTo) : model.strings.sent(to: sent.sentTo))
      Text(verbatim: model.strings.minutes(sent.expiresInSeconds))
      Text(verbatim: model.strings.tries(sent.triesLeft))
      let title = device ? model.strings.deviceCode : model.strings.smsPIN
      CodePadView(pad: model.otp, title: title, strings: model.strings)
      next(model.strings.goOn, enabled: model.otp.isFull) { await model.prove() }
    case .choose:
      Text(verbatim: model.strings.chooseCodeHint)
      TipsView(moment: .chooseCode, strings: model.strings)
      CodePadView(pad: model.code, title: model.strings.chooseCode, strings: model.strings)
      next(model.strings.goOn, enabled: model.code.isFull) { model.typeAgain() }
    case .again:
      Text(verbatim: model.strings.repeatCodeHint)
      CodePadView(pad: model.again, title: model.strings.repeatCode, strings: model.strings)
      next(model.strings.register, enabled: model.again.isFull) { await model.choose() }
    case .done:
      Text(verbatim: model.strings.registered)
      next(model.strings.goOn, enabled: true) { model.finish() }
    }
  }

  private func other(_ title: String, action: @escaping @MainActor () async -> Void) -> some View {
    Button(title) { Task { await action() } }.disabled(model.work.isRunning)
  }

  private func next(_ title: String, enabled: Bool, action: @escaping @MainActor () async -> Void) -> some View {
    Button(title) { Task { await action() } }
      .buttonStyle(.borderedProminent)
      .disabled(!enabled || model.work.isRunning)
  }
}
