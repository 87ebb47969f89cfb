import SwiftUI
import ViewModels

/// This phone becomes the token, step by step.
struct RegistrationView: View {
  let model: RegistrationModel

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
      next(model.strings.sendSMS, enabled: true) { await model.begin() }
    case .prove(let sent):
      Text(verbatim: model.strings.sent(to: sent.sentTo))
      Text(verbatim: model.strings.minutes(sent.expiresInSeconds))
      Text(verbatim: model.strings.tries(sent.triesLeft))
      CodePadView(pad: model.otp, title: model.strings.smsPIN, strings: model.strings)
      next(model.strings.goOn, enabled: model.otp.isFull) { await model.prove() }
    case .choose:
      Text(verbatim: model.strings.chooseCodeHint)
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

  private func next(_ title: String, enabled: Bool, action: @escaping @MainActor () async -> Void) -> some View {
    Button(title) { Task { await action() } }
      .buttonStyle(.borderedProminent)
      .disabled(!enabled || model.work.isRunning)
  }
}
