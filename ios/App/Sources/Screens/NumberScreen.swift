import SwiftUI
import ViewModels

/// The registered phone number, and a change that waits.
struct NumberScreen: View {
  @Bindable var model: NumberModel

  var body: some View {
    ScrollView {
      switch model.step {
      case .overview:
        overview
      case .code(let sentTo):
        Text(verbatim: model.strings.sent(to: sentTo))
        CodePadView(pad: model.code, title: model.strings.numberCode, strings: model.strings)
        next(model.code)
      case .device:
        Text(verbatim: model.strings.numberDeviceWhy)
        CodePadView(pad: model.deviceCode, title: model.strings.deviceCode, strings: model.strings)
        next(model.deviceCode)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.number)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private var overview: some View {
    if let number = model.number { Heading(model.strings.numberNow(number)) }
    if model.isStopped { Text(verbatim: model.strings.numberStopped).font(.headline) }
    if let waiting = model.waiting {
      Text(verbatim: waiting.words).font(.headline)
      Button(model.strings.numberStop) { Task { await model.stop() } }
        .buttonStyle(.borderedProminent)
        .disabled(model.work.isRunning)
    }
    Text(verbatim: model.strings.numberWhy)
    TextField(model.strings.numberNew, text: $model.typed).autocorrectionDisabled().phoneKeyboard()
    Button(model.strings.numberSend) { Task { await model.send() } }
      .disabled(model.typed.isEmpty || model.work.isRunning)
    TipsView(moment: .lostPhone, strings: model.strings)
  }

  private func next(_ pad: CodePadModel) -> some View {
    Button(model.strings.goOn) { Task { await model.next() } }
      .buttonStyle(.borderedProminent)
      .disabled(!pad.isFull || model.work.isRunning)
  }
}
