import KunciCore
import SwiftUI
import ViewModels

/// Why the bank wants to know more, and how to show who one is. Named for the screen: `StepUpView` is a record of the core.
struct StepUpScreen: View {
  let model: StepUpModel

  var body: some View {
    ScrollView {
      step
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.stepUp)
    .secret(model.strings)
  }

  @ViewBuilder private var step: some View {
    switch model.step {
    case .start:
      VStack(alignment: .leading) {
        Text(verbatim: model.why.title).font(.headline)
        Text(verbatim: model.why.body)
        Text(verbatim: model.why.action)
      }
      .accessibilityElement(children: .ignore)
      .accessibilityLabel(model.why.spoken)
      Button(model.strings.sendSMS) { Task { await model.begin(.sms) } }
        .buttonStyle(.borderedProminent)
        .disabled(model.work.isRunning)
      Button(model.strings.byDevice) { Task { await model.begin(.hardwareToken) } }.disabled(model.work.isRunning)
    case .prove(let asked, let device, let tries):
      Text(verbatim: device ? model.strings.deviceSerialIs(asked.sentTo) : model.strings.sent(to: asked.sentTo))
      Text(verbatim: model.strings.minutes(asked.expiresInSeconds))
      if let tries { Text(verbatim: model.strings.tries(tries)) }
      let title = device ? model.strings.deviceCode : model.strings.smsPIN
      CodePadView(pad: model.code, title: title, strings: model.strings)
      Button(model.strings.goOn) { Task { await model.prove() } }
        .buttonStyle(.borderedProminent)
        .disabled(!model.code.isFull || model.work.isRunning)
      Button(model.strings.stepUpOther) { model.chooseAgain() }.disabled(model.work.isRunning)
    case .done:
      Heading(model.strings.stepUpDone)
      Button(model.strings.goOn) { model.finish() }.buttonStyle(.borderedProminent)
    }
  }
}
